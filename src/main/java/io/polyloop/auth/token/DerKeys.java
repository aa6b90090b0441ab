package io.polyloop.auth.token;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** Recognizes public keys and certificates without the frame of PEM: in DER, or that in Base64. */
final class DerKeys {
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "RSASSA-PSS", "EdDSA");

    private DerKeys() {}

    static boolean isKey(byte[] content) {
        try {
            return isDer(content) || isDer(Base64.getMimeDecoder().decode(content));
        } catch (IllegalArgumentException another) {
            return false;
        }
    }

    private static boolean isDer(byte[] content) {
        return isCertificate(content) || ALGORITHMS.stream().anyMatch(algorithm -> isPublicKey(algorithm, content));
    }

    private static boolean isCertificate(byte[] der) {
        try {
            return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)) != null;
        } catch (GeneralSecurityException another) {
            return false;
        }
    }

    private static boolean isPublicKey(String algorithm, byte[] der) {
        try {
            return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der)) != null;
        } catch (GeneralSecurityException another) {
            return false;
        }
    }
}
