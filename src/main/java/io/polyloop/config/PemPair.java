package io.polyloop.config;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * A certificate and its private key as PEM text (RFC 7468), checked: they belong together. Immutable.
 *
 * @param cert the certificate, and those of intermediate CAs
 * @param key its private key
 * @param certificate the first of {@code cert}, that of this node
 */
public record PemPair(Buffer cert, Buffer key, X509Certificate certificate) {
    /** The pair for Vert.x. */
    public PemKeyCertOptions options() {
        return new PemKeyCertOptions().setCertValue(cert).setKeyValue(key);
    }

    /** When the certificate expires. */
    public Instant expires() {
        return certificate.getNotAfter().toInstant();
    }

    @Override
    public String toString() {
        return "PemPair[" + certificate.getSubjectX500Principal() + "]";
    }
}
