/** How nodes find each other, know whether they hear each other, and leave. Only in use with {@code cluster.enabled}. */
package io.polyloop.cluster;
