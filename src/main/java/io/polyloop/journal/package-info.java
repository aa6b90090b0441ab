/** The journal: the only blocking code. An event loop gathers appends, a worker commits them, one batch at a time. */
package io.polyloop.journal;
