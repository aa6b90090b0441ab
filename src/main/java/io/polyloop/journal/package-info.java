/** The journal, which is the only blocking code. An event loop queues appends, and worker threads commit batches. */
package io.polyloop.journal;
