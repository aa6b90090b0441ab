package io.polyloop.web;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.polyloop.config.PemPair;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The certificate that new connections of the public server get. Shared by all event loops; thread-safe. */
final class CertificateState {
    /** A certificate that ends sooner is worth a warning; issuers that renew by themselves do it well before. */
    private static final Duration SOON = Duration.ofDays(7);

    private static final Logger LOG = LoggerFactory.getLogger(CertificateState.class);

    private final MeterRegistry registry;
    private final AtomicReference<PemPair> current = new AtomicReference<>();
    private final AtomicBoolean watched = new AtomicBoolean();

    CertificateState(MeterRegistry registry) {
        this.registry = registry;
    }

    PemPair current() {
        return current.get();
    }

    /** Whether the caller is the first, and so the one of all event loops that watches the files. */
    boolean tryWatch() {
        return !watched.getAndSet(true);
    }

    void set(PemPair pair) {
        if (current.getAndSet(pair) == null) {
            Gauge.builder("polyloop.http.certificate.expiry", current, used -> used.get()
                            .expires()
                            .getEpochSecond())
                    .baseUnit("seconds")
                    .description("when the certificate of the public server expires, in seconds since 1970")
                    .register(registry);
        }
        if (pair.expires().isBefore(Instant.now().plus(SOON))) {
            LOG.warn("the certificate in http.tls.cert expires {}; replace the file", pair.expires());
        }
    }
}
