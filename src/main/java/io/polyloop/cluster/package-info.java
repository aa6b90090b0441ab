/** Cluster membership: discovery, heartbeats, and the ports between nodes. Used only with {@code cluster.enabled}. */
package io.polyloop.cluster;
