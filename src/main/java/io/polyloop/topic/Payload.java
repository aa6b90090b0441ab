package io.polyloop.topic;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The {@code data} of a message: one JSON value, compact, strictly valid, in UTF-8. {@link StrictJson} validates it
 * once; the journal, the news and the subscribers carry its bytes.
 *
 * @param json the text in UTF-8. It is neither checked nor copied: do not change it, and create payloads of other text
 *     with {@link StrictJson#payload}.
 */
public record Payload(byte[] json) {

    /** Wraps text that is known to be a payload, such as text read from the journal. */
    public static Payload stored(String json) {
        return new Payload(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The size in bytes. */
    public int size() {
        return json.length;
    }

    /** The SHA-256 of the payloads. They are compact, so white space in the original JSON makes no difference. */
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
