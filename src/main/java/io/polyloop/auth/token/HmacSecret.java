package io.polyloop.auth.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The secret with which an issuer signs: the bytes of a file without the line break at its end, or a JWKS of keys of type
 * {@code oct}. A public key is rejected in every form: as the secret it would let everyone who knows it sign tokens (RFC
 * 8725, sections 2.1 and 3.2).
 */
final class HmacSecret {
    private static final Pattern ARMOR = Pattern.compile("(?i)---- ?BEGIN ");
    private static final Pattern OPENSSH = Pattern.compile("\\s*(ssh-|ecdsa-|sk-)[\\w@.-]+\\s");
    private static final String REMEDY = "; HMAC needs a random secret";

    private HmacSecret() {}

    /** Fails with {@link IllegalArgumentException}, whose message says what is wrong. */
    static KeySet read(byte[] content, Set<String> algorithms) {
        // UTF-16, which PowerShell writes, is read as the text that it is.
        String text = new String(content, StandardCharsets.ISO_8859_1).replace("\0", "");
        if (ARMOR.matcher(text).find() || OPENSSH.matcher(text).lookingAt() || DerKeys.isKey(content)) {
            throw new IllegalArgumentException("contains a key or certificate of an asymmetric algorithm" + REMEDY);
        }
        int shortest = shortest(algorithms);
        return new KeySet(isJson(content, text) ? secrets(content, shortest) : List.of(secret(content, shortest)));
    }

    private static boolean isJson(byte[] content, String text) {
        try {
            Object value = text.contains("\"kty\"") ? new JsonObject() : Json.decodeValue(Buffer.buffer(content));
            return value instanceof JsonObject || value instanceof JsonArray;
        } catch (DecodeException another) {
            return false;
        }
    }

    private static List<JWK> secrets(byte[] content, int shortest) {
        List<JWK> keys = keys(content);
        boolean secret = keys.stream().allMatch(OctetSequenceKey.class::isInstance);
        if (keys.isEmpty() || !secret || !keys.stream().allMatch(KeyParser::isForSignatures)) {
            throw new IllegalArgumentException("contains JSON that is not a JWKS of keys of type oct only" + REMEDY);
        }
        keys.forEach(key -> requireLength(key.size() / Byte.SIZE, shortest));
        return List.copyOf(keys);
    }

    /** All keys of a JWKS; empty if it is malformed. */
    private static List<JWK> keys(byte[] content) {
        Set<String> ignored = new TreeSet<>();
        try {
            List<JWK> keys = KeyParser.jwks(content, ignored);
            return ignored.isEmpty() ? keys : List.of();
        } catch (IllegalArgumentException malformed) {
            return List.of();
        }
    }

    private static JWK secret(byte[] content, int shortest) {
        byte[] secret = new String(content, StandardCharsets.ISO_8859_1)
                .replaceFirst("\\R\\z", "")
                .getBytes(StandardCharsets.ISO_8859_1);
        requireLength(secret.length, shortest);
        return new OctetSequenceKey.Builder(secret).build();
    }

    private static void requireLength(int bytes, int shortest) {
        if (bytes < shortest) {
            throw new IllegalArgumentException("the secret has less than " + shortest + " bytes");
        }
    }

    /** Bytes: as many as the hash of the shortest algorithm has (RFC 7518, section 3.2). */
    private static int shortest(Set<String> algorithms) {
        return algorithms.stream()
                .filter(algorithm -> algorithm.matches("HS(256|384|512)"))
                .mapToInt(algorithm -> Integer.parseInt(algorithm.substring(2)) / Byte.SIZE)
                .min()
                .orElse(1);
    }
}
