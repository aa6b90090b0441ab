package io.polyloop.bench.report;

import io.polyloop.bench.transaction.Transactions;
import java.util.List;
import java.util.stream.Stream;

/** The targets for rows and messages in one commit. */
final class TransactionTargets {
    private static final double MOST_CPU = 1.5;
    private static final double LEAST_RATE = 0.8;
    private static final String APPEND = "append alone, without a row";

    private TransactionTargets() {}

    static List<Target> all() {
        return Stream.of("SQLite", "PostgreSQL")
                .flatMap(database -> of(database).stream())
                .toList();
    }

    private static List<Target> of(String database) {
        return List.of(
                cpu(database, "transaction", "JDBC, one commit each"),
                cpu(database, "unit of work", "JDBC, group commit"),
                info(database, "transaction", APPEND),
                info(database, "unit of work", APPEND),
                info(database, "JavaScript: unit of work", "JavaScript: append"), // part:javascript
                info(database, "JavaScript: unit of work", "unit of work"), // part:javascript
                new Target(
                        database + ": rate of appends, beside transactions and units / alone",
                        "≥",
                        LEAST_RATE,
                        cell(database, "append beside transactions and units", Transactions.RATE)
                                .over(cell(database, APPEND, Transactions.RATE))),
                Target.informational(
                        database + ": p99 of appends, beside transactions and units / alone",
                        cell(database, "append beside transactions and units", Transactions.P99)
                                .over(cell(database, APPEND, Transactions.P99))));
    }

    private static Target cpu(String database, String mine, String other) {
        return new Target(
                text(database, mine, other),
                "≤",
                MOST_CPU,
                cell(database, mine, Transactions.CPU).over(cell(database, other, Transactions.CPU)));
    }

    private static Target info(String database, String mine, String other) {
        return Target.informational(
                text(database, mine, other),
                cell(database, mine, Transactions.CPU).over(cell(database, other, Transactions.CPU)));
    }

    private static String text(String database, String mine, String other) {
        return database + ": CPU, " + mine + " / " + other;
    }

    private static Cell cell(String database, String peer, String column) {
        return new Cell(Transactions.table(database), peer, column);
    }
}
