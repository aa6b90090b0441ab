/** Messages to many subscribers: cost, latency and growth. */
package io.polyloop.bench.fanout;
