package io.polyloop.proof.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL of our own under a folder. It keeps its port and its data when it is ended and started again. */
public final class LocalDatabase implements AutoCloseable {
    private final Path data;
    private EmbeddedPostgres server;
    private int port;

    private LocalDatabase(Path data) {
        this.data = data;
    }

    /** Starts it on a free port. What the folder holds of an earlier run stays. */
    public static LocalDatabase start(Path folder) {
        LocalDatabase database = new LocalDatabase(folder.resolve("postgresql").toAbsolutePath());
        database.start();
        return database;
    }

    /** Lets the clients of a network in, such as {@code 10.0.0.0/24}; until then only this machine's are. */
    public void allowNetwork(String network) {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            Files.writeString(
                    data.resolve("pg_hba.conf"), "host all all " + network + " trust\n", StandardOpenOption.APPEND);
            statement.execute("select pg_reload_conf()");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Starts it again where it was. */
    public void start() {
        try {
            Files.createDirectories(data.getParent());
            server = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("listen_addresses", "*")
                    // The library turns it off, and what was acknowledged would not survive a kill.
                    .setServerConfig("synchronous_commit", "on")
                    .start();
            port = server.getPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The JDBC URL, with its user, by which whoever is on this machine reaches it. */
    public String url() {
        return url("localhost");
    }

    /** The same, for those who know this machine by another name. */
    public String url(String host) {
        return "jdbc:postgresql://" + host + ":" + port + "/postgres?user=postgres";
    }

    /** SIGKILL of the server; its helpers end with it. Waits for its end. */
    public void kill() {
        ProcessHandle server = ProcessHandle.of(pid()).orElseThrow();
        server.destroyForcibly();
        server.onExit().join();
        // It finds nothing to end, and lets go of the folder: it could not be started there again.
        close();
    }

    private long pid() {
        try {
            // The first line of the file that PostgreSQL keeps while it runs.
            return Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        } catch (IOException notRunning) {
            throw new UncheckedIOException(notRunning);
        }
    }

    /** Ends it in good order, cutting its clients off. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
