package io.polyloop.bus;

import io.vertx.core.json.JsonObject;
import java.util.Locale;

/**
 * How the server reads the body of a request for a route.
 *
 * @param max bytes of the largest body; 0 for as many as {@code limits.body} allows
 */
public record RouteBody(Kind kind, int max) {
    /** What a route takes. */
    public enum Kind {
        /** JSON or text, or no body: the route says nothing about it. */
        ANY,
        /** No body. */
        NONE,
        /** JSON alone. */
        JSON,
        /** The fields of a form: {@code application/x-www-form-urlencoded}. */
        FORM,
        /** The bytes as they were sent, of any type. */
        BYTES
    }

    /** Of a route that says nothing about its input. */
    public static final RouteBody ANY = new RouteBody(Kind.ANY, 0);

    private static final String KIND = "body";
    private static final String MAX = "maxBody";

    /** Reads it from an announcement. A kind of a newer version is {@link Kind#ANY}. */
    static RouteBody read(JsonObject announcement) {
        String name = announcement.getString(KIND, "any");
        for (Kind kind : Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
                return new RouteBody(kind, announcement.getInteger(MAX, 0));
            }
        }
        return ANY;
    }

    /** Adds it to an announcement. */
    JsonObject addTo(JsonObject announcement) {
        if (kind != Kind.ANY) {
            announcement.put(KIND, kind.name().toLowerCase(Locale.ROOT));
        }
        return max == 0 ? announcement : announcement.put(MAX, max);
    }

    /** The largest body in bytes, where {@code limit} is that of the server. */
    public int upTo(int limit) {
        return max == 0 ? limit : Math.min(max, limit);
    }
}
