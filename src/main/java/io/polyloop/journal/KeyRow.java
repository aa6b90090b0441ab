package io.polyloop.journal;

import io.polyloop.topic.Append;
import io.polyloop.topic.Appended;

/** An idempotency key as it is stored: what was sent with it, and the first answer. */
record KeyRow(String key, String fingerprint, Appended first) {

    static KeyRow of(Append append, Appended first) {
        return new KeyRow(append.key(), append.fingerprint(), first);
    }

    String topic() {
        return first.topic().value();
    }
}
