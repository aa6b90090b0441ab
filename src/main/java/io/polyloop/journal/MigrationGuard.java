package io.polyloop.journal;

import io.polyloop.journal.SqlTokens.Kind;
import io.polyloop.journal.SqlTokens.Token;
import java.util.List;
import java.util.Set;

/**
 * Refuses a migration of the service that would end its transaction, so that a failure leaves a part of it, or that names
 * a table of the engine as one to create or change. As {@link SqlGuard}, it is against accidents.
 */
final class MigrationGuard {
    /** They begin or end a transaction, or run outside of one. */
    private static final Set<String> UNSAFE = Set.of(
            "begin",
            "start",
            "commit",
            "rollback",
            "abort",
            "end",
            "savepoint",
            "release",
            "vacuum",
            "pragma",
            "attach",
            "detach",
            "copy");

    /** A table, view or function is named after these words. */
    private static final Set<String> BEFORE_TARGET = Set.of(
            "table", "view", "function", "exists", "only", "into", "update", "references", "truncate", "copy", "lock");

    /** Every name in these statements is a target. */
    private static final Set<String> TARGETS_ONLY = Set.of("drop", "truncate", "lock", "grant", "revoke");

    private final MigrationFile file;
    private final List<Token> tokens;
    private int start; // of the statement
    private boolean inBlock; // of a trigger, whose END is not that of a transaction
    private boolean inBody; // of a function, between $$

    private MigrationGuard(MigrationFile file, List<Token> tokens) {
        this.file = file;
        this.tokens = tokens;
    }

    /** Throws {@link MigrationException}. */
    static void check(MigrationFile file) {
        try {
            new MigrationGuard(file, SqlTokens.ofScript(file.text())).check();
        } catch (IllegalArgumentException unreadable) {
            throw new MigrationException("the migration " + file + " cannot be read: " + unreadable.getMessage());
        }
    }

    private void check() {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).isSymbol('$')) {
                inBody = !inBody;
            } else if (tokens.get(i).isSymbol(';')) {
                start = i + 1;
            } else if (i == start && !inBody) {
                checkFirst(tokens.get(i).text());
            } else {
                checkTarget(i);
            }
            inBlock |= isWord(start, "create") && isWord(i, "begin") && !inBody;
        }
    }

    private void checkFirst(String word) {
        if (word.equals("end") && inBlock) {
            inBlock = false;
        } else if (UNSAFE.contains(word) && !inBlock) {
            throw refusal(word + " does not belong in a migration, which runs in one transaction, with foreign keys of"
                    + " SQLite unchecked; remove it");
        }
    }

    private void checkTarget(int i) {
        if (isWord(i, "concurrently") && !inBody) {
            throw refusal("concurrently runs outside of the migration's transaction, so that a failure would leave a"
                    + " part; create the index without it, or with psql before the update");
        }
        boolean named = tokens.get(i).kind() != Kind.SYMBOL
                && EngineTables.has(tokens.get(i).text());
        if (named && (TARGETS_ONLY.contains(tokens.get(start).text()) || isTarget(i))) {
            throw refusal(tokens.get(i).text() + " is a name of the engine, whose tables only the engine changes;"
                    + " name your table differently");
        }
    }

    private boolean isTarget(int i) {
        int before = i - 1;
        while (before > start && isSymbol(before, '.')) {
            before -= 2; // the schema
        }
        if (before >= start
                && tokens.get(before).kind() == Kind.WORD
                && BEFORE_TARGET.contains(tokens.get(before).text())) {
            return true;
        }
        return isWord(before, "from") && isWord(before - 1, "delete")
                || isWord(before, "to") && isWord(before - 1, "rename")
                || isWord(before, "on") && isWord(start, "create") && !isSymbol(i + 1, '.');
    }

    private boolean isWord(int i, String word) {
        return i >= 0 && i < tokens.size() && tokens.get(i).isWord(word);
    }

    private boolean isSymbol(int i, char symbol) {
        return i >= 0 && i < tokens.size() && tokens.get(i).isSymbol(symbol);
    }

    private MigrationException refusal(String reason) {
        return new MigrationException("the migration " + file + " is refused: " + reason);
    }
}
