package io.polyloop.web;

import io.polyloop.topic.Problem;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a WebSocket client can ask for, and the fields that its frame may have, as asyncapi.yaml lists them. */
enum Operation {
    SUBSCRIBE("topic", "after", "onSlow"),
    UNSUBSCRIBE("topic"),
    PUBLISH("topic", "key", "data", "traceparent"),
    PING(),
    AUTH("token");

    private static final List<String> COMMON_FIELDS = List.of("op", "id");
    private static final String NAMES =
            Arrays.stream(values()).map(Operation::wireName).collect(Collectors.joining(", "));

    private final List<String> fields;

    Operation(String... fields) {
        this.fields = List.of(fields);
    }

    /** The operation that {@code op} names. */
    static Operation named(String op) {
        for (Operation operation : values()) {
            if (operation.wireName().equals(op)) {
                return operation;
            }
        }
        throw Problem.INVALID_MESSAGE.because("op must be one of " + NAMES);
    }

    /** Refuses fields that this operation does not have: a misspelt "after" would lose the history silently. */
    void checkFields(Collection<String> names) {
        for (String name : names) {
            if (!COMMON_FIELDS.contains(name) && !fields.contains(name)) {
                throw Problem.INVALID_MESSAGE.because("unknown field; " + wireName() + " has op, id"
                        + fields.stream().map(field -> ", " + field).collect(Collectors.joining()));
            }
        }
    }

    private String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
