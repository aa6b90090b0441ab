package io.polyloop.topic;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The {@code data} of a message: one JSON value, compact, strictly valid, in UTF-8. It is checked once, by
 * {@link StrictJson}, and from there on carried as bytes to the journal, the news and the subscribers.
 */
public record Payload(byte[] json) {

    /** Wraps text that was a payload before, such as what the journal stored. */
    public static Payload stored(String json) {
        return new Payload(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Its size in bytes. */
    public int size() {
        return json.length;
    }

    /** Feeds this payload to a digest; two payloads that differ only in white space feed the same bytes. */
    static String fingerprint(Iterable<Payload> payloads) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Payload payload : payloads) {
                digest.update(payload.json);
                digest.update((byte) '\n');
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** The JSON text. */
    @Override
    public String toString() {
        return new String(json, StandardCharsets.UTF_8);
    }
}
