package io.polyloop.bench.language;

import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** The work of a handler. */
public enum Task {
    /** The fixed cost of a call: returns a short text unchanged. */
    ECHO("echo of a text", "21.5 degrees", "21.5 degrees"),
    /** Reads some fields of a report of 300 bytes, and replies with a new object. */
    JSON(
            "JSON in and out",
            new JsonObject(
                    """
                    {"device": "boiler-17", "site": "north", "at": "2026-11-23T08:00:00.000Z", "firmware": "2.4.1",
                     "battery": 87, "position": {"lat": 47.37, "lon": 8.54}, "readings": [
                     {"metric": "temperature", "value": 21.5, "unit": "C"},
                     {"metric": "humidity", "value": 40, "unit": "%"},
                     {"metric": "pressure", "value": 1013.2, "unit": "hPa"}]}
                    """),
            new JsonObject(
                    """
                    {"device": "boiler-17", "at": "2026-11-23T08:00:00.000Z", "metric": "temperature",
                     "fahrenheit": 70.7, "place": {"site": "north", "lat": 47.37}, "alarm": false}
                    """));

    private final String title;
    private final Object body;
    private final Object reply;

    Task(String title, Object body, Object reply) {
        this.title = title;
        this.body = body;
        this.reply = reply;
    }

    public String title() {
        return title;
    }

    /** The table of its figures. */
    public String table() {
        return "languages, " + title;
    }

    String address() {
        return name().toLowerCase(Locale.ROOT);
    }

    Object body() {
        return body;
    }

    boolean isReply(Object given) {
        return reply.equals(given);
    }
}
