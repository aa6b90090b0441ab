package io.polyloop.proof.local;

import io.polyloop.fixture.engine.Certificate;
import io.polyloop.fixture.engine.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** A PostgreSQL under a folder. Keeps its port and its data when it stops and starts again. */
public final class LocalDatabase implements AutoCloseable {
    private final Path data;
    private final PostgresServer server;
    private String name = "postgres";

    private LocalDatabase(Path data) {
        this.data = data;
        // Without fsync, as in every report so far: these tools kill processes, and never the machine.
        server = PostgresServer.start(data, Map.of("max_connections", "200", "listen_addresses", "*", "fsync", "off"));
    }

    /** Starts on a free port, with the data that an earlier run left in the folder. */
    public static LocalDatabase start(Path folder) {
        try {
            return new LocalDatabase(
                    Files.createDirectories(folder).resolve("postgresql").toAbsolutePath());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Accepts clients from a network, such as {@code 10.0.0.0/24}, besides those on this machine. */
    public void allowNetwork(String network) {
        allow("host all all " + network + " trust");
    }

    /**
     * Creates a user with a database of the same name, which is the one of {@link #url()} from then on. Clients in the
     * network have to use TLS and the password.
     */
    public void secure(String user, String password, String network, Certificate certificate) {
        server.execute("create role \"%s\" login password '%s'".formatted(user, password));
        server.execute("create database \"%1$s\" owner \"%1$s\"".formatted(user));
        server.execute("alter system set ssl_cert_file = '%s'".formatted(certificate.pem()));
        server.execute("alter system set ssl_key_file = '%s'".formatted(certificate.key()));
        server.execute("alter system set ssl = on");
        allow("hostssl %1$s %1$s %2$s scram-sha-256".formatted(user, network));
        name = user;
    }

    private void allow(String clients) {
        try {
            Files.writeString(data.resolve("pg_hba.conf"), clients + "\n", StandardOpenOption.APPEND);
            server.execute("select pg_reload_conf()");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Starts again with the same port and data. */
    public void start() {
        server.startAgain();
    }

    /** The JDBC URL, with the user, for clients on this machine. */
    public String url() {
        return server.url().replace("/postgres?", "/" + name + "?");
    }

    public int port() {
        return server.port();
    }

    /** The JDBC URL for clients that reach this machine as {@code host}. */
    public String url(String host) {
        return url().replace("127.0.0.1", host);
    }

    /** The number in the only row and column of a query. */
    public long count(String sql) {
        return server.count(sql);
    }

    /** SIGKILL; waits until the server has exited. */
    public void kill() throws IOException {
        server.kill();
    }

    /** Stops in an orderly way, and closes the connections of clients. */
    @Override
    public void close() {
        server.stop();
    }
}
