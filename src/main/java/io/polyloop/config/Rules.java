package io.polyloop.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What settings must hold together: each alone may be right, and both still dangerous. */
final class Rules {
    private static final Set<String> LOOPBACK = Set.of("localhost", "::1", "[::1]");

    private Rules() {}

    static List<String> broken(Settings settings) {
        List<String> faults = new ArrayList<>();
        exposure(settings, faults);
        journal(settings, faults);
        sizes(settings, faults);
        folder("http.webroot", settings.http().webroot(), faults);
        folder("scripts.dir", settings.scripts().dir(), faults);
        return faults;
    }

    private static void exposure(Settings settings, List<String> faults) {
        String host = settings.http().host();
        if (settings.auth() == AuthMode.LOOPBACK && !isLoopback(host)) {
            faults.add("http.host: \"" + host + "\" serves other machines, and nobody would be asked who they are; "
                    + "write 127.0.0.1, or set auth.mode: none if that is meant");
        }
        int port = settings.http().port();
        if (port != 0 && port == settings.management().port()) {
            faults.add("management.port: " + port + " is http.port too; give each its own");
        }
    }

    private static void journal(Settings settings, List<String> faults) {
        JournalSettings journal = settings.journal();
        if (!journal.embedded() && !journal.url().startsWith("jdbc:postgresql:")) {
            faults.add("journal.url: write sqlite, or jdbc:postgresql://host:5432/database");
        } else if (settings.cluster().enabled() && journal.embedded()) {
            faults.add("cluster.enabled: the nodes of a cluster share one journal, and a SQLite file serves one node; "
                    + "set journal.url to jdbc:postgresql://host:5432/database, or cluster.enabled: false");
        }
    }

    private static void sizes(Settings settings, List<String> faults) {
        if (settings.limits().body() < settings.limits().message()) {
            faults.add("limits.body: is smaller than limits.message; make it at least as large");
        }
        if (settings.journal().maxPendingBytes() < settings.limits().body()) {
            faults.add("journal.max-pending-bytes: is smaller than limits.body; make it at least as large");
        }
        if (settings.journal().maxPending() < settings.limits().batch()) {
            faults.add("journal.max-pending: is smaller than limits.batch; make it at least as large");
        }
        if (settings.live().deadAfter().compareTo(settings.live().heartbeat()) <= 0) {
            faults.add("live.dead-after: is not longer than live.heartbeat; make it two or three times as long");
        }
    }

    private static void folder(String key, String folder, List<String> faults) {
        if (!folder.isEmpty() && !Files.isDirectory(Path.of(folder))) {
            faults.add(key + ": " + Path.of(folder).toAbsolutePath() + " is not a folder; make it, or leave it empty");
        }
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.contains(host) || host.startsWith("127.");
    }
}
