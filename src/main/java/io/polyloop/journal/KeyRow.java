package io.polyloop.journal;

import io.polyloop.topic.Append;
import io.polyloop.topic.Appended;

/** A stored idempotency key: the fingerprint of its data, and the first result. */
record KeyRow(String key, String fingerprint, Appended first) {

    static KeyRow of(Append append, Appended first) {
        return new KeyRow(append.key(), append.fingerprint(), first);
    }

    /** The result of a repeat. */
    Appended repeatedIn(String epoch) {
        return new Appended(first.topic(), epoch, first.first(), first.count(), first.at(), true);
    }

    String topic() {
        return first.topic().value();
    }
}
