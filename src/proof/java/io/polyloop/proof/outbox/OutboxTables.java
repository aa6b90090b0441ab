package io.polyloop.proof.outbox;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The tables of the verticle. They are not a migration, which would be numbered among those of a fork. */
final class OutboxTables {
    /** Nothing but the engine keeps an order from being stored twice: the column is not unique. */
    static final String INSERT = "insert into outbox_orders (id, counter, messages) values (?, ?, ?)";

    static final String COUNT = "update outbox_counters set value = value + 1 where name = ?";
    /** Violates the check. */
    static final String VIOLATE = "update outbox_counters set value = -1 where name = ?";

    static final String VALUE = "select value from outbox_counters where name = ?";
    static final String COMPARE_AND_SET = "update outbox_counters set value = ? where name = ? and value = ?";

    private static final List<String> TABLES = List.of(
            "create table outbox_orders (id text not null, counter text not null, messages integer not null)",
            // An order without a message has no key, so a retry has to be refused by the table.
            "create unique index outbox_orders_rows on outbox_orders (id) where messages = 0",
            "create table outbox_counters (name text primary key, value bigint not null check (value >= 0))");

    private static final int SHARED = 4;

    private OutboxTables() {}

    /** Those of each writer, and some for which writers compete. */
    static List<String> counters() {
        List<String> names = new ArrayList<>();
        IntStream.range(0, Writers.COUNT).mapToObj(OutboxTables::own).forEach(names::add);
        IntStream.range(0, SHARED).mapToObj(OutboxTables::shared).forEach(names::add);
        return names;
    }

    static String own(int writer) {
        return "writer-" + writer;
    }

    static String shared(int number) {
        return "shared-" + number % SHARED;
    }

    /** Creates them, past the node. */
    static void create(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute(table);
            }
            for (String counter : counters()) {
                statement.execute("insert into outbox_counters (name, value) values ('" + counter + "', 0)");
            }
        }
    }
}
