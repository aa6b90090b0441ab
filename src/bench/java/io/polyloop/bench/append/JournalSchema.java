package io.polyloop.bench.append;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.flywaydb.core.Flyway;

/** The tables of the journal, and connections with its durability, for peers that do not use the journal. */
public record JournalSchema(String url, boolean embedded) {
    /** The {@code journal.url} of an embedded database. */
    public static final String EMBEDDED = "sqlite";

    public static final String ADVANCE_HEAD = "insert into topics (name, head, first, at) values (?, ?, 1, ?)"
            + " on conflict (name) do update set head = topics.head + excluded.head, at = excluded.at returning head";
    public static final String INSERT = "insert into messages (topic, seq, at, data) values (?, ?, ?, ?)";

    public static JournalSchema open(String url, Path folder) {
        boolean embedded = url.equals(EMBEDDED);
        JournalSchema sql = new JournalSchema(embedded ? "jdbc:sqlite:" + folder.resolve("bench.db") : url, embedded);
        Flyway.configure()
                .dataSource(sql.url, null, null)
                .placeholders(Map.of("bytewise", embedded ? "" : "collate \"C\""))
                .load()
                .migrate();
        return sql;
    }

    /** A connection without auto-commit. */
    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        if (embedded) {
            properties.put("journal_mode", "WAL");
            properties.put("synchronous", "FULL");
            properties.put("transaction_mode", "IMMEDIATE");
        } else {
            properties.put("reWriteBatchedInserts", "true");
        }
        Connection connection = DriverManager.getConnection(url, properties);
        connection.setAutoCommit(false);
        return connection;
    }
}
