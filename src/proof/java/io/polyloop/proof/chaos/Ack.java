package io.polyloop.proof.chaos;

/** That a node said: this message is stored, there. */
record Ack(String key, String topic, long seq) {}
