/** Operations: health checks, metrics, and the monitoring of event loops and memory. */
package io.polyloop.ops;
