package io.polyloop.proof.outbox;

import java.util.Locale;

/** What a request asks a node to commit, or to roll back. Its name is the first part of every id and key. */
enum Kind {
    /** {@code Database.transaction}: rows and messages. */
    TRANSACTION(4, true, true),
    /** {@code Database.commit}: rows and messages. */
    UNIT(4, true, true),
    /** The same as JSON over the event bus, as scripts send it. */
    JSON(2, true, true),
    /** {@code Database.commit} without a message: an outcome in doubt is found out all the same. */
    ROWS(2, true, false),
    /** A message that a client publishes, so that its numbers and those of units are one sequence. */
    PLAIN(2, false, true),
    /** A transaction that throws after its statements and appends. */
    THROWN(1, false, false),
    /** A unit whose last statement changes no row, although one is expected. */
    UNMATCHED(1, false, false),
    /** A unit whose last statement violates a constraint. */
    VIOLATION(1, false, false),
    /** A transaction whose last statement violates a constraint. */
    VIOLATING(1, false, false);

    private static final String SEPARATOR = "/";

    private final int weight;
    private final boolean rows;
    private final boolean messages;

    Kind(int weight, boolean rows, boolean messages) {
        this.weight = weight;
        this.rows = rows;
        this.messages = messages;
    }

    /** The share of the requests, in relation to the other kinds. */
    int weight() {
        return weight;
    }

    boolean hasRows() {
        return rows;
    }

    boolean hasMessages() {
        return messages;
    }

    /** Whether it has to leave nothing. */
    boolean isRolledBack() {
        return !rows && !messages;
    }

    String id(String writer, int number) {
        return code() + SEPARATOR + writer + SEPARATOR + number;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Kind ofId(String id) {
        return ofCode(id.substring(0, id.indexOf(SEPARATOR)));
    }

    static Kind ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
