/**
 * Durable appends: the journal as a node runs it, beside a commit for each message and beside a bare loop of JDBC
 * batches, which is as fast as one connection goes. Writers wait for each acknowledgement before they write again.
 */
package io.polyloop.bench.append;
