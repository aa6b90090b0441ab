/**
 * Proofs by failure: real nodes, a real database, real sockets, and something that kills, stops and cuts them while
 * writers and subscribers keep their own account of what they were promised. {@code src/proof/run.sh chaos}.
 */
package io.polyloop.proof.chaos;
