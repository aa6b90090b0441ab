package io.polyloop.config;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What settings must hold together: each alone may be right, and both still dangerous. */
final class CrossChecks {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|\\[?::1]?|127(\\.\\d{1,3}){3}");
    private static final int LAST_PORT = 65_535;

    private final Settings settings;
    private final SettingsReader reader;

    CrossChecks(Settings settings, SettingsReader reader) {
        this.settings = settings;
        this.reader = reader;
    }

    void check() {
        exposure();
        ports();
        journal();
        cluster();
        drain();
        sizes();
        directory("http.webroot", settings.http().webroot());
    }

    private void exposure() {
        String host = settings.http().host();
        if (settings.auth() == AuthMode.LOOPBACK && !LOOPBACK.matcher(host).matches()) {
            reader.reject(
                    "http.host",
                    "\"" + host + "\" serves other machines, and there would be no authentication; "
                            + "write 127.0.0.1, or set auth.mode: none if that is meant");
        }
    }

    private void ports() {
        int port = settings.http().port();
        if (port != 0 && port == settings.management().port()) {
            reader.reject("management.port", port + " is http.port too; give each its own");
        }
        Map<String, Integer> ports = Map.of(
                "http.port", port,
                "management.port", settings.management().port(),
                "cluster.port", settings.cluster().port(),
                "cluster.bus-port", settings.cluster().busPort());
        ports.forEach((key, number) -> {
            if (number > LAST_PORT) {
                reader.reject(
                        "node.offset", "moves " + key + " to " + number + ", beyond the last port; lower one of both");
            }
        });
    }

    private void journal() {
        JournalSettings journal = settings.journal();
        if (!journal.embedded() && !journal.url().startsWith("jdbc:postgresql:")) {
            reader.reject("journal.url", "write sqlite, or jdbc:postgresql://host:5432/database");
        } else if (settings.cluster().enabled() && journal.embedded()) {
            reader.reject(
                    "cluster.enabled",
                    "the nodes of a cluster share one journal, and a SQLite file serves one node; "
                            + "set journal.url to jdbc:postgresql://host:5432/database, or cluster.enabled: false");
        }
    }

    private void cluster() {
        ClusterSettings cluster = settings.cluster();
        if (cluster.enabled() && cluster.seeds().isEmpty() == cluster.dns().isEmpty()) {
            reader.reject(
                    "cluster.seeds",
                    (cluster.dns().isEmpty() ? "is empty, and so is cluster.dns" : "is given, and so is cluster.dns")
                            + "; nodes find each other by one of them: list addresses, or name a headless service");
        }
        if (cluster.enabled() && !localAddresses().contains(cluster.host())) {
            reader.reject(
                    "cluster.host",
                    "\"" + cluster.host()
                            + "\" is no address of this machine; write one that the other nodes reach, of "
                            + localAddresses());
        }
        if (cluster.enabled() && cluster.maxFrame() / 2 < settings.limits().body()) {
            reader.reject(
                    "cluster.max-frame",
                    "is smaller than twice limits.body, which a node may have to pass on; "
                            + "make it at least as large");
        }
        if (cluster.deadAfter().compareTo(cluster.heartbeat()) <= 0) {
            reader.reject("cluster.dead-after", "is not longer than cluster.heartbeat; make it several times as long");
        }
    }

    private static List<String> localAddresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    // fe80::1%eth0 is written without its interface
                    .map(address -> address.getHostAddress().replaceAll("%.*", ""))
                    .toList();
        } catch (SocketException unknown) {
            return List.of();
        }
    }

    private void drain() {
        if (settings.drainDelay().compareTo(settings.drainTimeout()) > 0) {
            reader.reject("drain.delay", "is longer than drain.timeout, which it is part of; make it a part of it");
        }
    }

    private void sizes() {
        if (settings.limits().body() < settings.limits().message()) {
            reader.reject("limits.body", "is smaller than limits.message; make it at least as large");
        }
        if (settings.journal().maxPendingBytes() < settings.limits().body()) {
            reader.reject("journal.max-pending-bytes", "is smaller than limits.body; make it at least as large");
        }
        if (settings.journal().maxPending() < settings.limits().batch()) {
            reader.reject("journal.max-pending", "is smaller than limits.batch; make it at least as large");
        }
        if (settings.live().deadAfter().compareTo(settings.live().heartbeat()) <= 0) {
            reader.reject("live.dead-after", "is not longer than live.heartbeat; make it two or three times as long");
        }
    }

    private void directory(String key, String folder) {
        if (!folder.isEmpty() && !Files.isDirectory(Path.of(folder))) {
            reader.reject(key, Path.of(folder).toAbsolutePath() + " is not a folder; make it, or leave it empty");
        }
    }
}
