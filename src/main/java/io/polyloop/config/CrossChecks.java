package io.polyloop.config;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Checks that span several settings: values that are valid on their own can be invalid or unsafe together. */
final class CrossChecks {
    private static final int LAST_PORT = 65_535;

    private final Settings settings;
    private final SettingsReader reader;

    CrossChecks(Settings settings, SettingsReader reader) {
        this.settings = settings;
        this.reader = reader;
    }

    void check() {
        exposure();
        credentials();
        ports();
        journal();
        cluster();
        management();
        bus();
        drain();
        sizes();
        directory("http.webroot", settings.http().webroot());
    }

    private void exposure() {
        String host = settings.http().host();
        if (settings.auth().mode() == AuthMode.LOOPBACK && !settings.http().isLoopback()) {
            reader.reject(
                    "http.host",
                    "\"" + host + "\" is not a loopback address, and auth.mode loopback has no authentication; "
                            + "set 127.0.0.1, or auth.mode: token to serve other machines, or none to do so without "
                            + "authentication");
        }
    }

    private void credentials() {
        AuthSettings auth = settings.auth();
        boolean none = auth.issuers().isEmpty() && auth.keysFile().isEmpty();
        String host = settings.http().host();
        if (auth.required() && none && !settings.acceptsDevelopmentTokens()) {
            reader.reject(
                    "auth.issuers",
                    "is empty, and auth.keys-file too: no client could authenticate at \"" + host + "\", where "
                            + "development tokens are not accepted; add an issuer, or set auth.keys-file");
        }
    }

    private void ports() {
        int port = settings.http().port();
        if (port != 0 && port == settings.management().port()) {
            reader.reject("management.port", port + " is also http.port; use different ports");
        }
        plainPort();
        Map<String, Integer> ports = Map.of(
                "http.port", port,
                "http.plain-port", settings.http().plainPort(),
                "management.port", settings.management().port(),
                "cluster.port", settings.cluster().port(),
                "cluster.bus-port", settings.cluster().busPort());
        ports.forEach((key, number) -> {
            if (number > LAST_PORT) {
                reader.reject(
                        "node.offset",
                        "raises " + key + " to " + number + ", above " + LAST_PORT + "; lower one of them");
            }
        });
    }

    private void plainPort() {
        int plain = settings.http().plainPort();
        if (plain == 0) {
            return;
        }
        if (settings.http().tls().isEmpty()) {
            reader.reject("http.plain-port", "http.port is without TLS already; set http.tls, or 0");
        }
        if (plain == settings.http().port() || plain == settings.management().port()) {
            reader.reject("http.plain-port", plain + " is also http.port or management.port; use different ports");
        }
    }

    private void journal() {
        JournalSettings journal = settings.journal();
        if (!journal.embedded() && !journal.url().startsWith("jdbc:postgresql:")) {
            reader.reject("journal.url", "expected sqlite or jdbc:postgresql://host:5432/database");
        } else if (settings.cluster().enabled() && journal.embedded()) {
            reader.reject(
                    "cluster.enabled",
                    "a cluster needs a journal that all nodes share, and a SQLite file serves a single node; "
                            + "set journal.url to jdbc:postgresql://host:5432/database, or cluster.enabled: false");
        }
    }

    private void cluster() {
        ClusterSettings cluster = settings.cluster();
        if (cluster.enabled() && cluster.seeds().isEmpty() == cluster.dns().isEmpty()) {
            reader.reject(
                    "cluster.seeds",
                    "both cluster.seeds and cluster.dns are " + (cluster.dns().isEmpty() ? "empty" : "set")
                            + "; set exactly one: a list of addresses, or the name of a headless service");
        }
        if (cluster.enabled() && !localAddresses().contains(cluster.host())) {
            reader.reject(
                    "cluster.host",
                    "\"" + cluster.host()
                            + "\" is not an address of this machine; set one that the other nodes can reach: "
                            + localAddresses());
        }
        if (cluster.enabled() && cluster.maxFrame() / 2 < settings.limits().body()) {
            reader.reject(
                    "cluster.max-frame", "must be at least twice limits.body: requests are forwarded between nodes");
        }
        if (cluster.enabled() && cluster.maxFrame() / 2 < settings.gateway().answer()) {
            reader.reject(
                    "cluster.max-frame", "must be at least twice gateway.answer: answers are forwarded between nodes");
        }
        boolean isRead = !reader.isRejected("cluster.rebalance-above");
        if (isRead && cluster.rebalance().until() >= cluster.rebalance().above()) {
            reader.reject(
                    "cluster.rebalance-until",
                    "must be less than cluster.rebalance-above, or connections would move back and forth");
        }
        if (cluster.deadAfter().compareTo(cluster.heartbeat()) <= 0) {
            reader.reject("cluster.dead-after", "must be several times as long as cluster.heartbeat");
        }
    }

    private void management() {
        ManagementSettings management = settings.management();
        boolean guarded = management.tokenFile().isPresent()
                || management.open()
                || settings.auth().mode() == AuthMode.NONE;
        if (!management.isLoopback() && !guarded) {
            reader.reject(
                    "management.host",
                    "\"" + management.host() + "\" is not a loopback address, and every client could read the metrics;"
                            + " set management.token-file to a file with a token, or management.open: true if a network"
                            + " policy limits who can connect");
        }
    }

    /** A node trusts what comes over the bus: who can connect to it needs no token. */
    private void bus() {
        ClusterSettings cluster = settings.cluster();
        boolean guarded = cluster.tls().isPresent() || cluster.open() || Loopback.contains(cluster.host());
        if (settings.auth().required() && cluster.enabled() && !guarded) {
            reader.reject(
                    "cluster.tls",
                    "is not set, and without it the bus at cluster.host \"" + cluster.host() + "\" needs no token;"
                            + " set cert, key and ca, or cluster.open: true if only the nodes can reach each other's"
                            + " cluster.port and cluster.bus-port");
        }
    }

    private static List<String> localAddresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    // Without the interface of fe80::1%eth0.
                    .map(address -> address.getHostAddress().replaceAll("%.*", ""))
                    .toList();
        } catch (SocketException unknown) {
            return List.of();
        }
    }

    private void drain() {
        if (settings.drainDelay().compareTo(settings.drainTimeout()) > 0) {
            reader.reject("drain.delay", "must not exceed drain.timeout, which includes it");
        }
    }

    private void sizes() {
        if (settings.limits().body() < settings.limits().message()) {
            reader.reject("limits.body", "must not be smaller than limits.message");
        }
        if (settings.journal().maxPendingBytes() < settings.limits().body()) {
            reader.reject("journal.max-pending-bytes", "must not be smaller than limits.body");
        }
        if (settings.journal().maxPending() < settings.limits().batch()) {
            reader.reject("journal.max-pending", "must not be smaller than limits.batch");
        }
        if (settings.live().deadAfter().compareTo(settings.live().heartbeat()) <= 0) {
            reader.reject("live.dead-after", "must be two or three times as long as live.heartbeat");
        }
    }

    private void directory(String key, String path) {
        if (!path.isEmpty() && !Files.isDirectory(Path.of(path))) {
            reader.reject(
                    key, Path.of(path).toAbsolutePath() + " is not a directory; create it, or leave the setting empty");
        }
    }
}
