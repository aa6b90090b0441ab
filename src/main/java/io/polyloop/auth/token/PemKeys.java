package io.polyloop.auth.token;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The public keys and certificates of a PEM file (RFC 7468). */
final class PemKeys {
    private static final String BEGIN = "-----BEGIN ";
    private static final Pattern BLOCK = Pattern.compile(BEGIN + "([A-Z ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    private PemKeys() {}

    static boolean isPem(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1).contains(BEGIN);
    }

    /** Fails with {@link IllegalArgumentException}, whose message says what is wrong. */
    static List<JWK> parse(byte[] content) {
        List<JWK> keys = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(new String(content, StandardCharsets.ISO_8859_1));
        while (blocks.find()) {
            keys.add(key(blocks.group(1), Base64.getMimeDecoder().decode(blocks.group(2))));
        }
        return keys;
    }

    private static JWK key(String label, byte[] der) {
        try {
            return switch (label) {
                case "PUBLIC KEY" -> jwk(publicKey(der));
                case "CERTIFICATE" ->
                    jwk(CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(der))
                            .getPublicKey());
                default ->
                    throw new IllegalArgumentException(
                            "a PEM block is a " + label + "; only PUBLIC KEY and CERTIFICATE are read");
            };
        } catch (GeneralSecurityException malformed) {
            throw new IllegalArgumentException("a PEM block is malformed");
        }
    }

    private static PublicKey publicKey(byte[] der) throws GeneralSecurityException {
        X509EncodedKeySpec encoded = new X509EncodedKeySpec(der);
        try {
            return KeyFactory.getInstance("RSA").generatePublic(encoded);
        } catch (GeneralSecurityException another) {
            return KeyFactory.getInstance("EC").generatePublic(encoded);
        }
    }

    private static JWK jwk(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return new RSAKey.Builder(rsa).build();
        }
        if (key instanceof ECPublicKey ec && Curve.forECParameterSpec(ec.getParams()) != null) {
            return new ECKey.Builder(Curve.forECParameterSpec(ec.getParams()), ec).build();
        }
        throw new IllegalArgumentException("a PEM block is neither an RSA key nor one of a known curve");
    }
}
