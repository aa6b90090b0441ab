package io.polyloop.auth.token;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import io.polyloop.topic.StrictJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the keys of one issuer: a JWKS (RFC 7517), or PEM. Ignores keys that cannot verify a signature or are too weak,
 * so that one of them does not make the others unusable. Logs those once. Blocks; one thread at a time.
 */
final class KeyParser {
    private static final Logger LOG = LoggerFactory.getLogger(KeyParser.class);
    /** Keys of one issuer; the largest have some 20. */
    private static final int MAX_KEYS = 100;
    /** Bits; RFC 7518, section 3.3. */
    private static final int MIN_RSA = 2048;

    private static final Set<Curve> CURVES = Set.of(Curve.P_256, Curve.P_384, Curve.P_521);

    private final String issuer;
    private Set<String> logged = Set.of();

    KeyParser(String issuer) {
        this.issuer = issuer;
    }

    /** Fails with {@link IllegalArgumentException}, whose message says what is wrong, if there is no usable key. */
    KeySet parse(byte[] content) {
        Set<String> ignored = new TreeSet<>();
        KeySet keys = read(content, ignored);
        logOnce(ignored);
        return keys;
    }

    /** The same without a log entry. {@code ignored} gets the reasons why keys are not used. */
    static KeySet read(byte[] content, Set<String> ignored) {
        List<JWK> keys = new ArrayList<>();
        for (JWK key : PemKeys.isPem(content) ? PemKeys.parse(content) : jwks(content, ignored)) {
            String reason = unusable(key);
            if (reason == null) {
                keys.add(key.toPublicJWK());
            } else {
                ignored.add(reason);
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("no usable key" + (ignored.isEmpty() ? "" : ": " + ignored));
        }
        return new KeySet(List.copyOf(keys));
    }

    /** The keys of a JWKS, of every type that is known. */
    static List<JWK> jwks(byte[] content, Set<String> ignored) {
        JsonArray entries = entries(content);
        if (entries.size() > MAX_KEYS) {
            throw new IllegalArgumentException("more than " + MAX_KEYS + " keys");
        }
        List<JWK> keys = new ArrayList<>();
        for (Object entry : entries) {
            try {
                keys.add(JWK.parse(((JsonObject) entry).getMap()));
            } catch (ParseException | RuntimeException malformed) {
                ignored.add("a key that is malformed or of an unknown type");
            }
        }
        return keys;
    }

    private static JsonArray entries(byte[] content) {
        try {
            JsonObject json =
                    new JsonObject(Buffer.buffer(StrictJson.payload(content).json()));
            return json.containsKey("kty") ? JsonArray.of(json) : json.getJsonArray("keys", JsonArray.of());
        } catch (RuntimeException malformed) {
            throw new IllegalArgumentException("neither PEM nor a JWKS");
        }
    }

    /** Why the key is not used, or null. */
    private static String unusable(JWK key) {
        if (!isForSignatures(key)) {
            return "a key that is not for signatures";
        }
        if (key instanceof RSAKey) {
            return key.size() >= MIN_RSA ? null : "an RSA key of less than " + MIN_RSA + " bits";
        }
        if (key instanceof ECKey curve) {
            return CURVES.contains(curve.getCurve()) ? null : "a key of an unknown curve";
        }
        return "a key of type " + key.getKeyType();
    }

    static boolean isForSignatures(JWK key) {
        return (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
                && (key.getKeyOperations() == null || key.getKeyOperations().contains(KeyOperation.VERIFY));
    }

    private void logOnce(Set<String> ignored) {
        if (!ignored.equals(logged) && !ignored.isEmpty()) {
            LOG.warn("{}: ignored {}; its other keys are used", issuer, ignored);
        }
        logged = ignored;
    }
}
