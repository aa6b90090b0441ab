package io.polyloop.web;

import io.polyloop.topic.Problem;
import io.vertx.core.MultiMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Headers that a request has once at most (RFC 9110, 5.3): of two, a proxy could go by the one and this server by the
 * other.
 */
final class DuplicateHeaderCheck {
    private static final Map<String, Integer> BITS = bits(List.of(
            "access-control-request-method",
            "authorization",
            "content-length",
            "content-range",
            "content-type",
            "host",
            "idempotency-key",
            "if-modified-since",
            "if-range",
            "if-unmodified-since",
            "last-event-id",
            "max-forwards",
            "origin",
            "proxy-authorization",
            "range",
            "sec-websocket-key",
            "sec-websocket-version"));

    private static final int MARK_BITS = 5;

    /** Marks by length and first letter: most headers of a request differ in these, and need no further look. */
    private static final boolean[] MARKS = marks();

    // One for all requests, as its state is: a lambda for each of them would be allocated.
    private final BiConsumer<String, String> onHeader = (name, value) -> onHeader(name);
    // event loop only
    private int seen;

    void check(MultiMap headers) {
        seen = 0;
        headers.forEach(onHeader);
    }

    private void onHeader(String name) {
        if (name.isEmpty()) {
            throw Problem.INVALID_REQUEST.because("a header has no name");
        }
        Integer bit = MARKS[mark(name)] ? BITS.get(name.toLowerCase(Locale.ROOT)) : null;
        if (bit == null) {
            return;
        }
        if ((seen & bit) != 0) {
            throw Problem.INVALID_REQUEST.because("duplicate header " + name.toLowerCase(Locale.ROOT));
        }
        seen |= bit;
    }

    private static Map<String, Integer> bits(List<String> names) {
        Map<String, Integer> bits = new HashMap<>();
        names.forEach(name -> bits.put(name, 1 << bits.size()));
        return bits;
    }

    private static boolean[] marks() {
        boolean[] marks = new boolean[1 << 2 * MARK_BITS];
        BITS.keySet().forEach(name -> marks[mark(name)] = true);
        return marks;
    }

    // The lower five bits of a letter are the same in both cases.
    private static int mark(String name) {
        int mask = (1 << MARK_BITS) - 1;
        return (name.length() & mask) << MARK_BITS | name.charAt(0) & mask;
    }
}
