package io.polyloop;

import io.polyloop.config.Quantity;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The options of a command: {@code --name value} or {@code --name=value}. Faults are {@link Command.UsageException}s. */
final class Arguments {
    private final Map<String, List<String>> options = new LinkedHashMap<>();

    /** @param known the options that the command has, each with a value */
    Arguments(List<String> given, Set<String> known) {
        for (int i = 0; i < given.size(); i++) {
            String[] parts = given.get(i).split("=", 2);
            if (!known.contains(parts[0])) {
                throw Command.invalid("unknown argument: " + parts[0]);
            }
            if (parts.length == 1 && (i + 1 == given.size() || known.contains(given.get(i + 1)))) {
                throw Command.invalid(parts[0] + " takes a value");
            }
            String value = parts.length == 1 ? given.get(++i) : parts[1];
            options.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(value);
        }
    }

    String required(String option) {
        return optional(option).orElseThrow(() -> Command.invalid(option + " is missing"));
    }

    Optional<String> optional(String option) {
        List<String> values = options.getOrDefault(option, List.of());
        if (values.size() > 1) {
            throw Command.invalid(option + " is there twice");
        }
        if (values.size() == 1 && values.get(0).isBlank()) {
            throw Command.invalid(option + " takes a value");
        }
        return values.stream().findFirst();
    }

    Optional<Duration> duration(String option) {
        return optional(option).map(text -> duration(option, text));
    }

    private static Duration duration(String option, String text) {
        try {
            Duration duration = Duration.ofMillis(Quantity.parseMillis(text));
            if (duration.toSeconds() > 0) {
                return duration;
            }
        } catch (NumberFormatException malformed) {
            // The same message serves for a malformed value and for one that is too small.
        }
        throw Command.invalid(option + " takes a time such as 1h or 90d");
    }

    /**
     * Claims in the form {@code name=value}: numbers, true, false and JSON arrays are values of that type, all else is
     * text.
     *
     * @param reserved the names that have a meaning of their own
     */
    JsonObject claims(String option, Set<String> reserved) {
        JsonObject claims = new JsonObject();
        for (String text : options.getOrDefault(option, List.of())) {
            String[] parts = text.split("=", 2);
            if (parts.length == 1 || parts[0].isBlank()) {
                throw Command.invalid(option + " takes name=value");
            }
            if (reserved.contains(parts[0])) {
                throw Command.invalid("the claim " + parts[0] + " cannot be set");
            }
            if (claims.containsKey(parts[0])) {
                throw Command.invalid("the claim " + parts[0] + " is there twice; for a list write [" + "\"a\",\"b\"]");
            }
            claims.put(parts[0], value(parts[1]));
        }
        return claims;
    }

    private static Object value(String text) {
        try {
            Object value = Json.decodeValue(text);
            return value instanceof Number || value instanceof Boolean || value instanceof JsonArray ? value : text;
        } catch (DecodeException plain) {
            return text;
        }
    }
}
