package io.polyloop.bench.fanout;

/** One round: with how many subscribers or topics, and for how long each way of publishing. */
record Stage(int size, long millis) {}
