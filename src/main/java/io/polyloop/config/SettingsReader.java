package io.polyloop.config;

import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * Reads flat settings by key and gathers every fault on the way, one for each key. A faulty value is stood in for by
 * null or the lowest allowed value, so that reading goes on and the next fault is found too.
 */
public final class SettingsReader {
    private static final String FILE = "-file";

    private final Map<String, Object> values;
    private final List<String> errors;
    private final Set<String> invalidKeys = new HashSet<>();

    public SettingsReader(Map<String, Object> values, List<String> faults) {
        this.values = values;
        this.errors = faults;
    }

    public String text(String key) {
        Object value = value(key);
        if (value instanceof JsonArray) {
            rejectValue(key, "write one text, not a list");
        }
        return value == null ? "" : value.toString();
    }

    /** A text that may stand in a file instead, named by {@code key-file}; a line's end after it is not part of it. */
    public String secret(String key) {
        String given = text(key);
        String file = text(key + FILE);
        if (file.isEmpty()) {
            return given;
        }
        if (!given.isEmpty()) {
            reject(key + FILE, "is given beside " + key + "; keep one of both");
        }
        try {
            return Files.readString(Path.of(file)).replaceFirst("\\R\\z", "");
        } catch (IOException | InvalidPathException unreadable) {
            rejectValue(key + FILE, "name a file that this process may read, in UTF-8");
            return "";
        }
    }

    public boolean flag(String key) {
        String value = text(key);
        if (!value.equals("true") && !value.equals("false")) {
            rejectValue(key, "write true or false");
        }
        return value.equals("true");
    }

    public int number(String key, int min, int max) {
        return (int) bounded(key, Long::parseLong, min, max, "write a whole number", Long::toString);
    }

    public int size(String key, String min, String max) {
        String form = "write a number and its unit, such as 64KiB";
        return (int) bounded(
                key,
                Quantity::parseBytes,
                Quantity.parseBytes(min),
                Quantity.parseBytes(max),
                form,
                Quantity::formatBytes);
    }

    public Duration duration(String key, String min, String max) {
        String form = "write a number and its unit, such as 30s";
        long millis = bounded(
                key,
                Quantity::parseMillis,
                Quantity.parseMillis(min),
                Quantity.parseMillis(max),
                form,
                Quantity::formatMillis);
        return Duration.ofMillis(millis);
    }

    public <E extends Enum<E>> E choice(String key, Class<E> choices) {
        String value = text(key);
        for (E choice : choices.getEnumConstants()) {
            if (choice.toString().equals(value)) {
                return choice;
            }
        }
        rejectValue(key, "write one of " + Arrays.toString(choices.getEnumConstants()));
        return choices.getEnumConstants()[0];
    }

    public List<String> texts(String key) {
        return items(key).stream().map(Object::toString).toList();
    }

    /** A list: from a file as such, from the environment as one text with commas. */
    public List<Object> items(String key) {
        if (values.containsKey(key) && values.get(key) == null) {
            // What is left in the file when all items of a list are deleted.
            return List.of();
        }
        Object value = value(key);
        if (value instanceof JsonArray list) {
            if (list.contains(null)) {
                rejectValue(key, "give each item a value");
            }
            return list.stream().filter(Objects::nonNull).toList();
        }
        if (value instanceof String text) {
            return Arrays.stream(text.split(","))
                    .map(String::strip)
                    .filter(item -> !item.isEmpty())
                    .map(Object.class::cast)
                    .toList();
        }
        if (value != null) {
            rejectValue(key, "write a list");
        }
        return List.of();
    }

    public void rejectValue(String key, String mend) {
        Object value = values.get(key);
        reject(key, (value == null ? "has no value" : quoted(key, value) + " is not accepted") + "; " + mend);
    }

    /** The first fault of a key counts: what follows from a value that only stands in would mislead. */
    public void reject(String key, String fault) {
        if (invalidKeys.add(key)) {
            errors.add(key + ": " + fault);
        }
    }

    private static String quoted(String key, Object value) {
        return key.endsWith("password") ? "what it has" : "\"" + value + "\"";
    }

    private Object value(String key) {
        Object value = values.get(key);
        if (value == null) {
            rejectValue(key, "give it one, or leave the key out for the default");
        }
        return value;
    }

    private long bounded(
            String key, Function<String, Long> read, long min, long max, String form, LongFunction<String> show) {
        Object value = value(key);
        if (value == null) {
            return min;
        }
        try {
            long number = read.apply(value.toString().strip());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException malformed) {
            // The same advice serves for both: the form, and the range.
        }
        rejectValue(key, form + ", from " + show.apply(min) + " to " + show.apply(max));
        return min;
    }
}
