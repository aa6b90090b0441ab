package io.polyloop.auth.token;

import io.polyloop.topic.StrictJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A JWT in the compact form of a JWS (RFC 7519, RFC 7515 section 7.1), decoded and not verified: nothing in it is true
 * yet.
 */
record UnverifiedToken(String text, JsonObject header, JsonObject claims) {
    /** Chars of a token. Those of large issuers have 2 to 4 KiB; a header field has {@code 8 KiB}. */
    static final int MAX_LENGTH = 8 * 1024;

    /** Seconds; the year 5138. Larger numbers overflow in readers that convert them to milliseconds. */
    private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(100_000_000_000L);

    private static final Pattern SIGNED = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    private static final Pattern ENCRYPTED = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]*){4}");

    /** Fails with a {@link Refusal}. */
    static UnverifiedToken parse(String text) {
        Refusal.TOO_LARGE.unless(text.length() <= MAX_LENGTH);
        Refusal.ENCRYPTED.unless(!ENCRYPTED.matcher(text).matches());
        Refusal.MALFORMED.unless(SIGNED.matcher(text).matches());
        String[] parts = text.split("\\.");
        return new UnverifiedToken(text, json(parts[0]), json(parts[1]));
    }

    /** A header parameter or claim that is a text; empty if it is absent. Refuses one of another type. */
    static Optional<String> text(JsonObject json, String name) {
        Object value = json.getValue(name);
        Refusal.MALFORMED.unless(value == null || value instanceof String);
        return Optional.ofNullable((String) value);
    }

    /** A claim that is a NumericDate (RFC 7519, section 2); empty if it is absent. */
    Optional<Instant> time(String name) {
        Object value = claims.getValue(name);
        if (value == null) {
            return Optional.empty();
        }
        Refusal.TIME.unless(value instanceof Number);
        BigDecimal seconds = new BigDecimal(value.toString());
        Refusal.TIME.unless(seconds.signum() >= 0 && seconds.compareTo(LAST_SECOND) < 0);
        return Optional.of(Instant.ofEpochMilli(seconds.movePointRight(3).longValue()));
    }

    /** Duplicate members are refused: two readers could see different claims (RFC 8725, section 2.6; RFC 7515, 4). */
    private static JsonObject json(String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            return new JsonObject(Buffer.buffer(StrictJson.payload(bytes).json()));
        } catch (RuntimeException malformed) {
            throw Refusal.MALFORMED.exception();
        }
    }
}
