/**
 * A row and a message in one commit: by a transaction, by a unit of work, and with JDBC alone. Writers wait for each
 * acknowledgement before they write again.
 */
package io.polyloop.bench.transaction;
