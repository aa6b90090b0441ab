/** Messages to many subscribers: cost, delay and growth. */
package io.polyloop.bench.fanout;
