package io.polyloop.config;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/** Reads PEM files that settings name, and says what is wrong with them. Blocks. */
final class PemFiles {
    private static final byte[] SAMPLE = {1, 2, 3};

    private final BiConsumer<String, String> reject;

    /** @param reject takes a setting, and what is wrong with its file */
    PemFiles(BiConsumer<String, String> reject) {
        this.reject = reject;
    }

    /** The file, if it has a certificate. */
    Optional<Buffer> certificates(String setting, String file) {
        return read(setting, file).filter(pem -> check(hasCertificate(pem), setting, file, "certificate"));
    }

    /** The file, if it has a private key. */
    Optional<Buffer> privateKey(String setting, String file) {
        return read(setting, file)
                .filter(pem -> check(pem.toString().contains("PRIVATE KEY-----"), setting, file, "private key"));
    }

    /** Checks those of the files that are set, one error for each. */
    boolean checkPair(String certSetting, String certFile, String keySetting, String keyFile) {
        if (certFile.isEmpty()) {
            return keyFile.isEmpty() || privateKey(keySetting, keyFile).isPresent();
        }
        return keyFile.isEmpty()
                ? certificates(certSetting, certFile).isPresent()
                : pair(certSetting, certFile, keySetting, keyFile).isPresent();
    }

    /** Both files, if the key is that of the certificate. */
    Optional<PemPair> pair(String certSetting, String certFile, String keySetting, String keyFile) {
        Optional<Buffer> cert = certificates(certSetting, certFile);
        Optional<Buffer> key = privateKey(keySetting, keyFile);
        if (cert.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        try {
            PemPair pair = new PemPair(cert.get(), key.get(), first(cert.get()));
            if (belongTogether(pair)) {
                return Optional.of(pair);
            }
            reject.accept(keySetting, keyFile + " is not the key of the certificate in " + certFile + "; name its key");
        } catch (GeneralSecurityException unusable) {
            reject.accept(
                    keySetting,
                    keyFile + " cannot be used; expected an unencrypted RSA or EC key, the key of the certificate in "
                            + certFile);
        }
        return Optional.empty();
    }

    private Optional<Buffer> read(String setting, String file) {
        try {
            return Optional.of(Buffer.buffer(Files.readAllBytes(Path.of(file))));
        } catch (IOException | InvalidPathException unreadable) {
            reject.accept(setting, file + " is not readable; name a PEM file that this process can read");
            return Optional.empty();
        }
    }

    private boolean check(boolean valid, String setting, String file, String wanted) {
        if (!valid) {
            reject.accept(setting, file + " contains no " + wanted + "; name a PEM file that does");
        }
        return valid;
    }

    private static boolean hasCertificate(Buffer pem) {
        try {
            first(pem);
            return true;
        } catch (CertificateException malformed) {
            return false;
        }
    }

    private static X509Certificate first(Buffer pem) throws CertificateException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes()))
                .stream()
                .map(X509Certificate.class::cast)
                .findFirst()
                .orElseThrow(CertificateException::new);
    }

    /** Signs with the one and verifies with the other: with another key each handshake would fail. */
    private static boolean belongTogether(PemPair pair) throws GeneralSecurityException {
        PublicKey publicKey = pair.certificate().getPublicKey();
        String kind = publicKey.getAlgorithm();
        Signature signature = Signature.getInstance(kind.equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
        signature.initSign(privateKey(pair.options(), kind));
        signature.update(SAMPLE);
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(SAMPLE);
        return signature.verify(signed);
    }

    /** As Vert.x reads it, which knows more forms than the JDK. */
    private static PrivateKey privateKey(PemKeyCertOptions pem, String kind) throws GeneralSecurityException {
        try {
            // Text needs no file system, so no instance of Vert.x.
            KeyManager[] managers = pem.getKeyManagerFactory(null).getKeyManagers();
            X509KeyManager manager = (X509KeyManager) managers[0];
            return manager.getPrivateKey(manager.getServerAliases(kind, null)[0]);
        } catch (GeneralSecurityException unusable) {
            throw unusable;
        } catch (Exception malformed) {
            throw new GeneralSecurityException(malformed);
        }
    }
}
