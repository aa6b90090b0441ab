package io.polyloop.config;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

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

    private static final String ALL = "*";

    /**
     * The verbs of a list such as {@code [publish, history]}, in which {@code '*'} is every verb. Fails with
     * {@link IllegalArgumentException} for anything else.
     */
    public static Set<Verb> parseAll(Object names) {
        Set<Verb> verbs = EnumSet.noneOf(Verb.class);
        if (names instanceof Iterable<?> list) {
            list.forEach(name -> verbs.addAll(parse(name)));
        }
        if (verbs.isEmpty()) {
            throw new IllegalArgumentException("allow must be a list of publish, subscribe, history, erase or '*'");
        }
        return verbs;
    }

    private static Set<Verb> parse(Object name) {
        if (ALL.equals(name)) {
            return EnumSet.allOf(Verb.class);
        }
        for (Verb verb : values()) {
            if (verb.toString().equals(name)) {
                return EnumSet.of(verb);
            }
        }
        throw new IllegalArgumentException("allow has an unknown verb; use publish, subscribe, history, erase or '*'");
    }

    /** The name in the settings, such as {@code publish}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
