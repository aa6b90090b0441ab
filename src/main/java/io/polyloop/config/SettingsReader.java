package io.polyloop.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * Reads flat settings by key and collects every error, one for each key. An invalid value is replaced by a valid
 * placeholder, so that reading continues and one start reports all errors.
 */
public final class SettingsReader {
    private static final String FILE = "-file";

    private final Map<String, Object> values;
    private final List<String> errors;
    private final Set<String> invalidKeys = new HashSet<>();
    private final Set<String> secretKeys = new HashSet<>();

    public SettingsReader(Map<String, Object> values, List<String> errors) {
        this.values = values;
        this.errors = errors;
    }

    /** A reader of a section of {@code app.yaml}, whose keys begin with its name and a dot. */
    public static SettingsReader ofSection(String name, JsonObject values, List<String> errors) {
        return new SettingsReader(FlatMap.of(JsonObject.of(name, values)), errors);
    }

    /** Rejects a key that no file declares. */
    public void require(String key) {
        if (!values.containsKey(key)) {
            String closest = Suggestion.closest(key, List.copyOf(values.keySet()));
            reject(
                    key,
                    "is read, but not declared; "
                            + (closest == null ? "" : "did you mean " + closest + "? If not, ") + "add it to "
                            + AppFile.NAME + " with its default");
        }
    }

    public String text(String key) {
        Object value = value(key);
        if (value instanceof JsonArray) {
            rejectValue(key, "expected a single value, not a list");
        }
        return value == null ? "" : value.toString();
    }

    /** A text, or the content of the file that {@code key-file} names, without the line break at its end. */
    public String secret(String key) {
        secretKeys.add(key);
        String given = text(key);
        String file = text(key + FILE);
        if (file.isEmpty()) {
            return given;
        }
        if (!given.isEmpty()) {
            reject(key + FILE, key + " is also set; remove one of them");
        }
        try {
            return Files.readString(Path.of(file)).replaceFirst("\\R\\z", "");
        } catch (IOException | InvalidPathException unreadable) {
            rejectValue(key + FILE, "expected a UTF-8 file that this process can read");
            return "";
        }
    }

    public boolean flag(String key) {
        String value = text(key);
        if (!value.equals("true") && !value.equals("false")) {
            rejectValue(key, "expected true or false");
        }
        return value.equals("true");
    }

    public int number(String key, int min, int max) {
        return (int) bounded(key, Long::parseLong, min, max, "expected a whole number", Long::toString);
    }

    /** A number that can be a fraction. */
    public double decimal(String key, double min, double max) {
        Object value = value(key);
        if (value != null) {
            Number number = value instanceof Number given ? given : YamlScalarResolver.number(value.toString());
            if (number != null && number.doubleValue() >= min && number.doubleValue() <= max) {
                return number.doubleValue();
            }
            rejectValue(key, "expected a number from " + min + " to " + max);
        }
        return min;
    }

    public int size(String key, String min, String max) {
        String form = "expected a number with a unit, such as 64KiB";
        return (int) bounded(
                key,
                Quantity::parseBytes,
                Quantity.parseBytes(min),
                Quantity.parseBytes(max),
                form,
                Quantity::formatBytes);
    }

    public Duration duration(String key, String min, String max) {
        String form = "expected a number with a unit, such as 30s";
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
            if (label(choice).equals(value)) {
                return choice;
            }
        }
        rejectValue(
                key,
                "expected one of "
                        + Arrays.stream(choices.getEnumConstants())
                                .map(SettingsReader::label)
                                .toList());
        return choices.getEnumConstants()[0];
    }

    /** Without a text of its own, {@code EVENT_LOOP} is {@code event-loop}. */
    private static String label(Enum<?> choice) {
        return choice.toString().equals(choice.name())
                ? choice.name().toLowerCase(Locale.ROOT).replace('_', '-')
                : choice.toString();
    }

    public List<String> texts(String key) {
        return items(key).stream().map(Object::toString).toList();
    }

    /** A list: a YAML list from a file, a comma-separated text from the environment. */
    public List<Object> items(String key) {
        if (values.containsKey(key) && values.get(key) == null) {
            // In YAML, a list whose items were all deleted is null.
            return List.of();
        }
        Object value = value(key);
        if (value instanceof JsonArray list) {
            if (list.contains(null)) {
                rejectValue(key, "an item has no value");
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
            rejectValue(key, "expected a list");
        }
        return List.of();
    }

    /** Texts by name: a YAML mapping from a file, {@code name=text} with commas between from the environment. */
    Map<String, String> pairs(String key) {
        Map<String, String> pairs = new LinkedHashMap<>();
        Object value = value(key);
        if (value instanceof JsonObject mapping) {
            mapping.forEach(entry -> pairs.put(entry.getKey(), String.valueOf(entry.getValue())));
        } else if (value instanceof String text) {
            for (String pair : text.isBlank() ? new String[0] : text.split(",")) {
                int equals = pair.indexOf('=');
                if (equals < 0) {
                    rejectValue(key, "expected name=value, with commas between");
                } else {
                    pairs.put(
                            pair.substring(0, equals).strip(),
                            pair.substring(equals + 1).strip());
                }
            }
        } else if (value != null) {
            rejectValue(key, "expected a mapping, such as {name: value}");
        }
        return pairs;
    }

    /** @param expected what the value has to be */
    public void rejectValue(String key, String expected) {
        Object value = values.get(key);
        reject(key, (value == null ? "has no value" : quoted(key, value) + " is invalid") + "; " + expected);
    }

    /** Keeps the first error of each key: later ones stem from the placeholder and would mislead. */
    public void reject(String key, String error) {
        if (invalidKeys.add(key)) {
            errors.add(key + ": " + error);
        }
    }

    /** Whether an error of this key was collected. */
    boolean isRejected(String key) {
        return invalidKeys.contains(key);
    }

    private String quoted(String key, Object value) {
        return key.endsWith("password") || secretKeys.contains(key) ? "the value" : "\"" + value + "\"";
    }

    private Object value(String key) {
        Object value = values.get(key);
        if (value == null) {
            rejectValue(key, "set one, or remove the key to use the default");
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
            // The same message serves for a malformed value and for one out of range.
        }
        rejectValue(key, form + ", from " + show.apply(min) + " to " + show.apply(max));
        return min;
    }
}
