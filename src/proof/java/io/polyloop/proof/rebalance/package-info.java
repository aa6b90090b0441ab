/** Nodes are added to a cluster with thousands of live connections, which have to spread over all of them. */
package io.polyloop.proof.rebalance;
