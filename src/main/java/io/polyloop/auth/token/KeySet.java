package io.polyloop.auth.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.List;

/**
 * The keys of an issuer at one time; immutable. A token's {@code kid} is looked up in it and has no other meaning.
 *
 * @param keys with which signatures are verified: public ones, or a secret
 */
record KeySet(List<JWK> keys) implements SecurityContext {
    static final KeySet EMPTY = new KeySet(List.of());
    /** Keys that are tried for one token. Each costs a verification of the signature. */
    static final int MAX_TRIED = 4;

    /** Whether one of the keys can have signed a token with this {@code kid}, or without one if it is null. */
    boolean contains(String kid) {
        return !candidates(kid).isEmpty();
    }

    /** Whether one of the keys can verify signatures of this algorithm. */
    boolean serves(JWSAlgorithm algorithm) {
        return keys.stream().anyMatch(key -> serves(key, algorithm));
    }

    private static boolean serves(JWK key, JWSAlgorithm algorithm) {
        return key.getKeyType().equals(KeyType.forAlgorithm(algorithm))
                && (key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm))
                && (!(key instanceof ECKey curve)
                        || Curve.forJWSAlgorithm(algorithm).contains(curve.getCurve()));
    }

    /** The keys that match the header of a token. */
    List<JWK> select(JWKSelector selector) {
        JWKMatcher wanted = selector.getMatcher();
        String kid = wanted.getKeyIDs() == null
                ? null
                : wanted.getKeyIDs().iterator().next();
        // The candidates match the key id, and the thumbprint of a certificate has no meaning here.
        JWKMatcher others = new JWKMatcher.Builder(wanted)
                .keyID(null)
                .x509CertSHA256Thumbprint(null)
                .build();
        List<JWK> selected = new JWKSelector(others).select(new JWKSet(candidates(kid)));
        return selected.size() > MAX_TRIED ? List.of() : selected;
    }

    /** A key without an id, such as one from a PEM file, is a candidate for every token. */
    private List<JWK> candidates(String kid) {
        return keys.stream()
                .filter(key ->
                        kid == null || key.getKeyID() == null || key.getKeyID().equals(kid))
                .toList();
    }
}
