package io.polyloop.proof.security;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A real issuer rotates its keys while clients publish and subscribe: no good token may be refused. */
record IssuerTest(Path folder, Duration time) {
    private static final int PER_SECOND = 50;
    /** More than the 30 s in which an unknown key makes a node fetch the keys once. */
    private static final int ROTATE_SECONDS = 35;

    void run(Report report) throws Exception {
        Path log = folder.resolveSibling("issuer-process").resolve("issuer.log");
        try (RealIssuer issuer = RealIssuer.start(log);
                TokenNode node = TokenNode.start(folder, issuer.address().toString(), "discovery")) {
            AtomicReference<String> newest = new AtomicReference<>(issuer.clientCredentials());
            AtomicInteger rotations = new AtomicInteger();
            ScheduledExecutorService timers = Executors.newScheduledThreadPool(2);
            timers.scheduleWithFixedDelay(() -> renew(issuer, newest), 500, 500, TimeUnit.MILLISECONDS);
            timers.scheduleAtFixedRate(() -> rotate(issuer, rotations), 5, ROTATE_SECONDS, TimeUnit.SECONDS);
            try (GoodClients clients = new GoodClients(node.port());
                    LiveSockets sockets = new LiveSockets(node.port(), newest::get)) {
                Latencies latencies = clients.run(time, PER_SECOND, newest::get);
                report.atLeast("issuer: key rotations", rotations.get(), 1 + (time.toSeconds() - 6) / ROTATE_SECONDS);
                report.info("issuer: fetches of its keys", issuer.fetches());
                report.atLeast("issuer: requests", latencies.count(), time.toSeconds() * PER_SECOND);
                report.atMost("issuer: requests refused", latencies.refusals(), 0);
                report.info("issuer: renewals on WebSockets", sockets.renewals());
                report.atLeast(
                        "issuer: messages on WebSockets", sockets.messages(), latencies.count() * LiveSockets.SOCKETS);
                report.atMost("issuer: WebSockets and renewals refused", sockets.refusals(), 0);
                String ofUser = new CodeFlow(issuer.address()).token("ada");
                Latencies user = clients.run(Duration.ofSeconds(1), 10, () -> ofUser);
                report.atMost("issuer: requests with a token by authorization code refused", user.refusals(), 0);
            } finally {
                timers.shutdownNow();
            }
            report.atMost("issuer: lines of the log with a token", node.tokensInLog(), 0);
        }
    }

    private static void renew(RealIssuer issuer, AtomicReference<String> newest) {
        try {
            newest.set(issuer.clientCredentials());
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void rotate(RealIssuer issuer, AtomicInteger rotations) {
        try {
            issuer.rotate();
            rotations.incrementAndGet();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
