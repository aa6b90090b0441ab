package io.polyloop.gateway;

import io.polyloop.route.Allow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Who can call a route, as the verticles that serve it announce. Any of them can get a request, so that a client has to
 * meet the demands of all: the strictest one wins. Event loop only.
 */
final class RouteDemands {
    /** Announcements come every 10 seconds: a verticle that missed two of them does not serve the route any more. */
    static final long VALID_NANOS = TimeUnit.SECONDS.toNanos(25);

    /** For what a newer version may announce, and this one cannot judge: no token has this scope. */
    private static final Allow UNKNOWN = Allow.scope("unknown-demand-" + UUID.randomUUID());

    private final Map<Allow, Long> announced = new LinkedHashMap<>();

    /**
     * Adds a demand, and forgets those that are not valid any more.
     *
     * @param allow the text of the announcement
     * @param now in nanoseconds, such as {@link System#nanoTime()}
     * @return whether it is new and differs from others
     */
    boolean add(String allow, long now) {
        boolean added = announced.put(parse(allow), now) == null;
        announced.values().removeIf(last -> now - last > VALID_NANOS);
        return added && announced.size() > 1;
    }

    /** What a client has to meet, without exception. */
    List<Allow> all() {
        return List.copyOf(announced.keySet());
    }

    private static Allow parse(String text) {
        try {
            return Allow.parse(text);
        } catch (IllegalArgumentException unknown) {
            return UNKNOWN;
        }
    }

    /** For the log. */
    @Override
    public String toString() {
        return announced.keySet().toString();
    }
}
