package io.polyloop.bench.transaction;

import io.polyloop.bench.append.JournalSchema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;

/** The rows: what an order has in a small service. */
final class Orders {
    static final String CREATE = "create table bench_orders"
            + " (id bigint not null primary key, customer text not null, cents bigint not null)";
    static final String INSERT = "insert into bench_orders (id, customer, cents) values (?, ?, ?)";

    private static final AtomicLong LAST = new AtomicLong();

    private Orders() {}

    /**
     * Creates the table, past the engine.
     *
     * @param url as {@code journal.url}
     * @param file of an embedded database
     */
    static void create(String url, Path file) throws SQLException {
        String jdbc = url.equals(JournalSchema.EMBEDDED) ? "jdbc:sqlite:" + file : url;
        try (Connection connection = DriverManager.getConnection(jdbc);
                Statement statement = connection.createStatement()) {
            statement.execute(CREATE);
        }
    }

    static long nextId() {
        return LAST.incrementAndGet();
    }

    static String customer(int writer) {
        return "customer-" + writer;
    }

    static long cents(long id) {
        return id % 10_000;
    }
}
