package io.polyloop.config;

import java.util.Locale;

/** What a client can do with a topic. */
public enum Verb {
    /** Append messages. */
    PUBLISH,
    /** Receive messages from now on. */
    SUBSCRIBE,
    /** Read earlier messages, also as the start of a subscription. */
    HISTORY,
    /** Erase messages. */
    ERASE;

    /** The name in the settings, such as {@code publish}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
