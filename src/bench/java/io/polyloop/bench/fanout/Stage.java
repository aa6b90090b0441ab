package io.polyloop.bench.fanout;

/** One round: with how many subscribers, and for how long each way of publishing. */
record Stage(int subscribers, long millis) {}
