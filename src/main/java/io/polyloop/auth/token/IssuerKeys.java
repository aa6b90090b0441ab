package io.polyloop.auth.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyType;
import io.polyloop.config.IssuerSettings;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads the keys of an issuer, from a file or fetched, and rejects those that could not verify any of its tokens. */
final class IssuerKeys {
    private final IssuerSettings issuer;

    private IssuerKeys(IssuerSettings issuer) {
        this.issuer = issuer;
    }

    /**
     * Reads the keys each time that they change, and logs keys that are ignored. Blocks; one thread at a time. Fails with
     * {@link IllegalArgumentException}, whose message says what is wrong.
     */
    static Function<byte[], KeySet> reader(IssuerSettings issuer) {
        KeyParser parser = new KeyParser(issuer.issuer());
        return content -> new IssuerKeys(issuer).read(content, parser::parse);
    }

    /** Fails as {@link #reader} does if that could not read the content. */
    static void check(IssuerSettings issuer, byte[] content) {
        new IssuerKeys(issuer).read(content, bytes -> KeyParser.read(bytes, new TreeSet<>()));
    }

    private KeySet read(byte[] content, Function<byte[], KeySet> publicKeys) {
        KeySet keys = issuer.isSymmetric() ? HmacSecret.read(content, issuer.algorithms()) : publicKeys.apply(content);
        List<JWSAlgorithm> algorithms = known(issuer.algorithms());
        if (!algorithms.isEmpty() && algorithms.stream().noneMatch(keys::serves)) {
            throw new IllegalArgumentException("no key for any of its algorithms " + issuer.algorithms());
        }
        return keys;
    }

    /** Without those that the settings reject already. */
    private static List<JWSAlgorithm> known(Set<String> algorithms) {
        return algorithms.stream()
                .map(JWSAlgorithm::parse)
                .filter(algorithm -> KeyType.forAlgorithm(algorithm) != null)
                .toList();
    }
}
