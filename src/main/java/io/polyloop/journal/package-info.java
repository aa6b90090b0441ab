/** The journal, the only code that blocks while it serves clients, on threads of its own. An event loop queues appends, and worker threads commit batches. */
package io.polyloop.journal;
