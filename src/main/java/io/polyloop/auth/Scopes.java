package io.polyloop.auth;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The scopes of a token: {@code scope} as text (RFC 8693, 4.2) or an array, and {@code scp} of some issuers. */
public final class Scopes {
    private Scopes() {}

    /** All of them; empty if there are none. */
    public static Set<String> of(JsonObject claims) {
        return Stream.of("scope", "scp")
                .flatMap(name -> texts(claims.getValue(name)))
                .collect(Collectors.toSet());
    }

    private static Stream<String> texts(Object value) {
        if (value instanceof String text) {
            return Arrays.stream(text.split(" "));
        }
        return value instanceof JsonArray array
                ? array.stream().filter(String.class::isInstance).map(String.class::cast)
                : Stream.empty();
    }
}
