package io.polyloop.journal;

import io.polyloop.topic.Append;
import io.polyloop.topic.Appended;

/** A stored idempotency key: the fingerprint of its data, and the first result. */
record KeyRow(String key, String fingerprint, Appended first) {

    static KeyRow of(Append append, Appended first) {
        return new KeyRow(append.key(), append.fingerprint(), first);
    }

    String topic() {
        return first.topic().value();
    }
}
