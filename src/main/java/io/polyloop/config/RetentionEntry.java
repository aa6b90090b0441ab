package io.polyloop.config;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;

/** Parses one entry of {@code journal.retention-topics}. Error messages start with the topic of the entry. */
final class RetentionEntry {
    static final String MIN_AGE = "1s";
    static final String MAX_AGE = "36500d";

    private static final String KEY = "journal.retention-topics";
    private static final String MIN_BYTES = "1KiB";
    private static final String MAX_BYTES = "1048576GiB";
    private static final Set<String> FIELDS = Set.of("topic", "age", "messages", "bytes");
    private static final Pattern PATTERN =
            Pattern.compile("[a-z0-9][a-z0-9._-]{0,127}|(?:[a-z0-9][a-z0-9._-]{0,126})?[*]");
    private static final String FORM =
            "expected {topic: audit or readings.*, age: 30d, messages: 1000, bytes: 64MiB} with at least one limit";

    private final JsonObject entry;
    private final List<String> errors;
    private final String topic;

    private RetentionEntry(JsonObject entry, List<String> errors) {
        this.entry = entry;
        this.errors = errors;
        this.topic = String.valueOf(entry.getValue("topic", ""));
    }

    static List<Retention.Rule> readAll(SettingsReader reader, TopicRetention all) {
        List<Retention.Rule> rules = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Object item : reader.items(KEY)) {
            if (item instanceof JsonObject entry) {
                rules.add(new RetentionEntry(entry, errors).read(all, seen));
            } else {
                errors.add("\"" + item + "\" is not an entry");
            }
        }
        if (!errors.isEmpty()) {
            reader.reject(KEY, String.join("; ", errors) + "; " + FORM);
        }
        return rules;
    }

    private Retention.Rule read(TopicRetention all, Set<String> seen) {
        require(PATTERN.matcher(topic).matches(), "is neither a topic name nor a prefix followed by *");
        require(seen.add(topic), "appears twice");
        require(entry.size() > 1, "has no limit");
        for (String field : entry.fieldNames()) {
            require(FIELDS.contains(field), "unknown field " + field);
        }
        long age = bounded(
                "age",
                Quantity::parseMillis,
                Quantity.parseMillis(MIN_AGE),
                Quantity.parseMillis(MAX_AGE),
                MIN_AGE,
                MAX_AGE);
        long messages = bounded("messages", Long::parseLong, 1, Integer.MAX_VALUE, "1", "" + Integer.MAX_VALUE);
        long bytes = bounded(
                "bytes",
                Quantity::parseBytes,
                Quantity.parseBytes(MIN_BYTES),
                Quantity.parseBytes(MAX_BYTES),
                MIN_BYTES,
                MAX_BYTES);
        return new Retention.Rule(
                topic,
                new TopicRetention(
                        age < 0 ? all.age() : Duration.ofMillis(age),
                        messages < 0 ? all.messages() : (int) messages,
                        bytes < 0 ? all.bytes() : bytes));
    }

    /** The value of a field, or -1 if it is absent or invalid. */
    private long bounded(
            String field, ToLongFunction<String> read, long min, long max, String shownMin, String shownMax) {
        if (!entry.containsKey(field)) {
            return -1;
        }
        try {
            long value = read.applyAsLong(String.valueOf(entry.getValue(field)).strip());
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException malformed) {
            // The same message serves for a malformed value and for one out of range.
        }
        require(false, field + " must be from " + shownMin + " to " + shownMax);
        return -1;
    }

    private void require(boolean holds, String error) {
        if (!holds) {
            errors.add(topic + ": " + error);
        }
    }
}
