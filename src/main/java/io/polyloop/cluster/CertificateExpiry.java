package io.polyloop.cluster;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.polyloop.config.ClusterTls;

/** The metric of when the certificate on the event bus expires. A node reads the file once, when it joins. */
final class CertificateExpiry {
    private CertificateExpiry() {}

    static void register(MeterRegistry registry, ClusterTls tls) {
        long expiry = tls.expires().getEpochSecond();
        Gauge.builder("polyloop.cluster.certificate.expiry", () -> expiry)
                .baseUnit("seconds")
                .description("when the certificate of the event bus expires, in seconds since 1970")
                .register(registry);
    }
}
