/**
 * Fault injection: kills, suspends and disconnects the nodes and the database of a real cluster under load, and compares
 * the journal with what writers and subscribers received. Start it with {@code src/proof/run.sh chaos}.
 */
package io.polyloop.proof.chaos;
