package io.polyloop.journal;

import static io.polyloop.journal.Appends.keyed;
import static io.polyloop.journal.Appends.to;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.Certificate;
import io.polyloop.fixture.engine.PostgresServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The connection of a node to PostgreSQL: TLS, passwords and the number of statements. */
class PostgresWireIT {
    private static final String PASSWORD = "s3cret";

    @TempDir
    static Path dir;

    private static Certificate certificate;
    private static PostgresServer server;

    @TempDir
    Path data;

    @BeforeAll
    static void start() throws IOException {
        certificate = Certificate.create(dir, "dns:localhost");
        server = PostgresServer.start(
                dir.resolve("pg"),
                Map.of(
                        "ssl",
                        "on",
                        "ssl_cert_file",
                        certificate.pem().toString(),
                        "ssl_key_file",
                        certificate.key().toString(),
                        "shared_preload_libraries",
                        "pg_stat_statements"));
        server.execute("create extension pg_stat_statements");
        server.execute("create role \"polyloop\" login superuser password '" + PASSWORD + "'");
        Path access = dir.resolve("pg/pg_hba.conf");
        Files.writeString(access, "hostssl all polyloop all scram-sha-256\n" + Files.readString(access));
        server.execute("select pg_reload_conf()");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_password_file_and_verified_tls_open_the_journal() throws Exception {
        Path file = Files.writeString(dir.resolve("password"), PASSWORD + "\n");
        try (TestNode node = start("verify-full", "localhost", "journal.password-file", file)) {
            assertEquals(
                    0,
                    server.count("select count(*) from pg_stat_ssl join pg_stat_activity using (pid)"
                            + " where application_name = 'polyloop' and not ssl"));
            assertTrue(server.count("select count(*) from pg_stat_ssl join pg_stat_activity using (pid)"
                            + " where application_name = 'polyloop' and usename = 'polyloop' and ssl")
                    > 0);
            assertTrue(node.port() > 0);
        }
    }

    @Test
    void a_server_with_another_name_is_rejected() {
        String said = refused("verify-full", "127.0.0.1", "journal.password", PASSWORD);

        assertTrue(said.contains("hostname"), said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"another password", ""})
    void a_wrong_password_is_rejected_and_not_logged(String wrong) {
        String said = refused("require", "localhost", "journal.password", wrong);

        assertTrue(said.contains("password"), said);
        assertFalse(said.contains("another password"), said);
    }

    @Test
    void a_large_batch_with_keys_takes_one_statement_of_each_kind() throws Exception {
        try (SqlJournal journal = TestDatabase.open(server.url(), data, Clock.systemUTC())) {
            journal.commit(List.of(to("warm", "1")));
            server.execute("select pg_stat_statements_reset()");
            journal.commit(IntStream.range(0, 1_000)
                    .mapToObj(i -> keyed("k" + i, "t" + i % 50, "1"))
                    .toList());

            assertEquals(1, calls("insert into messages%"));
            assertEquals(1, calls("insert into idempotency_keys%"));
            assertEquals(1, calls("select topic, key%"));
            assertEquals(2, calls("with advance%insert into topics%"));
            assertEquals(1_000, server.count("select sum(head) from topics where name like 't%'"));
        }
    }

    private static long calls(String like) {
        return server.count("select coalesce(sum(calls), 0) from pg_stat_statements where lower(query) like '" + like
                + "' and query not like '%pg_stat_statements%'");
    }

    /** The complete output of a failed start. */
    private String refused(String mode, String host, Object... password) {
        StringWriter said = new StringWriter();
        assertThrows(RuntimeException.class, () -> start(mode, host, password)).printStackTrace(new PrintWriter(said));
        return said.toString();
    }

    private TestNode start(String mode, String host, Object... password) {
        String url = "jdbc:postgresql://" + host + ":" + server.port() + "/postgres?sslmode=" + mode + "&sslrootcert="
                + certificate.pem();
        return TestNode.start(
                data, "journal.url", url, "journal.user", "polyloop", password[0], password[1].toString());
    }
}
