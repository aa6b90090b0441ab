package io.polyloop.samples.devices;

import io.polyloop.topic.Payload;
import io.polyloop.topic.Problem;
import io.polyloop.topic.Rfc3339;
import io.polyloop.topic.StrictJson;
import io.polyloop.topic.TopicName;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.util.Set;
import java.util.regex.Pattern;

/** A measurement of a device. */
record Reading(String device, String metric, Number value, String unit, String at) {
    static final String TOPIC_PREFIX = "readings.";

    private static final Set<String> FIELDS = Set.of("metric", "value", "unit", "at");
    private static final Pattern DEVICE = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
    private static final Pattern METRIC = Pattern.compile("[a-z0-9._-]{1,64}");
    private static final Pattern UNIT = Pattern.compile("[^\\p{Cntrl}]{1,16}");

    /** Parses a request body. Rejects unknown fields: a misspelled field would otherwise be lost. */
    static Reading parse(String device, byte[] body) {
        if (!DEVICE.matcher(device).matches()) {
            throw Problem.INVALID_PARAMETER.because(
                    "a device name has 1 to 64 characters of a-z 0-9 _ - and starts with a letter or digit");
        }
        JsonObject json = object(StrictJson.payload(body));
        require(
                FIELDS.containsAll(json.fieldNames()),
                "a reading has the fields metric and value, and optionally unit and at");
        require(json.getValue("value") instanceof Number, "value must be a number");
        return new Reading(
                device,
                text(json, "metric", METRIC, true),
                json.getNumber("value"),
                text(json, "unit", UNIT, false),
                time(json));
    }

    TopicName topic() {
        return new TopicName(TOPIC_PREFIX + device);
    }

    Payload payload() {
        JsonObject json =
                new JsonObject().put("device", device).put("metric", metric).put("value", value);
        if (unit != null) {
            json.put("unit", unit);
        }
        if (at != null) {
            json.put("at", at);
        }
        return StrictJson.payload(json.toBuffer().getBytes());
    }

    private static JsonObject object(Payload payload) {
        try {
            return new JsonObject(Buffer.buffer(payload.json()));
        } catch (DecodeException | ClassCastException notAnObject) {
            throw Problem.INVALID_MESSAGE.because("a reading must be a JSON object");
        }
    }

    private static String text(JsonObject json, String field, Pattern form, boolean required) {
        Object value = json.getValue(field);
        if (value == null && !required && !json.containsKey(field)) {
            return null;
        }
        require(value instanceof String text && form.matcher(text).matches(), field + " is missing or malformed");
        return (String) value;
    }

    private static String time(JsonObject json) {
        if (!json.containsKey("at")) {
            return null;
        }
        require(json.getValue("at") instanceof String, "at must be an RFC 3339 time, such as 2026-11-23T08:00:00Z");
        try {
            return Rfc3339.parse(json.getString("at")).toString();
        } catch (DateTimeException malformed) {
            throw Problem.INVALID_MESSAGE.because("at must be an RFC 3339 time, such as 2026-11-23T08:00:00Z");
        }
    }

    private static void require(boolean holds, String form) {
        if (!holds) {
            throw Problem.INVALID_MESSAGE.because(form);
        }
    }
}
