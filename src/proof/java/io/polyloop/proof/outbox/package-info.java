/**
 * State and message in one commit, while nodes and the database are killed: compares the tables of a verticle with the
 * messages of its topics. Start it with {@code src/proof/run.sh outbox}.
 */
package io.polyloop.proof.outbox;
