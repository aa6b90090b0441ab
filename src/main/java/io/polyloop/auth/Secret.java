package io.polyloop.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** The random secrets of sessions, tickets and service keys, and what is stored of them. */
public final class Secret {
    /** More than enough against guessing (OWASP asks for 64 bits). */
    private static final int BYTES = 32;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private Secret() {}

    /** A new random text of 43 characters. */
    public static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return BASE64.encodeToString(bytes);
    }

    /** SHA-256 in base64url: who reads it in the database cannot use it. */
    public static String hash(String secret) {
        return BASE64.encodeToString(sha256(secret));
    }

    /** SHA-256: what is hashed here is random, so it needs no slow hash. */
    public static byte[] sha256(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}
