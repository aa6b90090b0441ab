/**
 * Durable appends: the journal as a node runs it, a commit for each message, and a bare loop of JDBC batches, the upper
 * limit of one connection. Writers wait for each acknowledgement before they write again.
 */
package io.polyloop.bench.append;
