package io.polyloop.cluster;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/** The metric of when the certificate on the event bus expires. A node reads the file once, when it joins. */
final class CertificateExpiry {
    private CertificateExpiry() {}

    static void register(MeterRegistry registry, Path file) {
        long expiry = expiry(file);
        Gauge.builder("polyloop.cluster.certificate.expiry", () -> expiry)
                .baseUnit("seconds")
                .description("when the certificate of the event bus expires, in seconds since 1970")
                .register(registry);
    }

    private static long expiry(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
            return certificate.getNotAfter().toInstant().getEpochSecond();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (CertificateException failed) {
            throw new IllegalStateException("cluster.tls.cert " + file + " contains no certificate", failed);
        }
    }
}
