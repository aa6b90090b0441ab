package io.polyloop.bench.http;

import io.polyloop.bench.Peer;
import io.polyloop.bench.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The traditional server: one process for each connection, all started at the beginning. */
record Apache(String name) implements Peer {
    private static final String CONFIGURATION =
            """
            ServerRoot %1$s
            ServerName localhost
            PidFile %1$s/apache.pid
            Mutex posixsem
            Listen 127.0.0.1:%2$d
            LoadModule mpm_prefork_module /usr/lib/apache2/modules/mod_mpm_prefork.so
            LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
            LoadModule mime_module /usr/lib/apache2/modules/mod_mime.so
            TypesConfig /etc/mime.types
            ErrorLog %1$s/error.log
            ServerLimit 1100
            MaxRequestWorkers 1100
            StartServers 1100
            MaxSpareServers 1100
            KeepAlive On
            KeepAliveTimeout 75
            MaxKeepAliveRequests 0
            DocumentRoot %3$s
            <Directory %3$s>
                Require all granted
            </Directory>
            %4$s
            """;

    @Override
    public Optional<String> unavailable() {
        return SystemServers.missing("apache2", "apache2-bin");
    }

    @Override
    public double warmUpFactor() {
        return SystemServers.WARM_UP;
    }

    @Override
    public ServerProcess start(Path folder) throws IOException {
        int port = ServerProcess.freePort();
        Path file = folder.resolve("apache.conf");
        Files.writeString(file, CONFIGURATION.formatted(folder, port, SystemServers.pages(folder), user()));
        // On stop, Apache signals its whole process group; without setsid that includes the benchmark.
        return ServerProcess.start(
                folder,
                port,
                Map.of(),
                List.of("setsid", SystemServers.command("apache2"), "-f", file.toString(), "-D", "FOREGROUND"));
    }

    // Apache refuses to serve as root.
    private static String user() {
        return System.getProperty("user.name").equals("root") ? "User www-data\nGroup www-data" : "";
    }
}
