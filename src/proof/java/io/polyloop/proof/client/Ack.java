package io.polyloop.proof.client;

/** A message that a node acknowledged as stored, and its place. */
public record Ack(String key, String topic, long seq) {}
