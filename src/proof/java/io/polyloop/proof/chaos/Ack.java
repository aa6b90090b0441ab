package io.polyloop.proof.chaos;

/** A message that a node acknowledged as stored, and its place. */
record Ack(String key, String topic, long seq) {}
