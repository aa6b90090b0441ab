package io.polyloop.journal;

import io.polyloop.journal.SqlTokens.Kind;
import io.polyloop.journal.SqlTokens.Token;
import io.polyloop.sql.SqlStatement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Checks a statement of a verticle before the database gets it: it is one statement of an expected kind, has as many
 * parameters as {@code ?}, and does not change the engine's tables. This stops accidents, and a value that was pasted
 * into a statement from ending it and adding another. It does not stop code that wants to do harm: a view, a trigger or a
 * function of a migration can change any table, and a verticle runs in the process of the node.
 */
final class SqlGuard {
    /** Values belong in parameters. */
    private static final int MAX_LENGTH = 100_000;

    private static final Set<String> QUERIES = Set.of("select", "with", "values", "explain");
    private static final Set<String> CHANGES = Set.of("insert", "update", "delete", "with", "merge");
    /** What follows the tables of WITH. */
    private static final Set<String> AFTER_WITH = Set.of("select", "values", "insert", "update", "delete", "merge");

    /** Reading a statement takes as long as running a small one. */
    private static final CheckedStatements CHECKED_QUERIES = new CheckedStatements();

    private static final CheckedStatements CHECKED_CHANGES = new CheckedStatements();

    private final List<Token> tokens;

    private SqlGuard(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** Throws {@link io.polyloop.topic.ProblemException}, and logs, unless this is a query. */
    static void checkQuery(SqlStatement statement) {
        check(statement, true);
    }

    /** Throws {@link io.polyloop.topic.ProblemException}, and logs, unless this changes rows of own tables. */
    static void checkChange(SqlStatement statement) {
        check(statement, false);
    }

    private static void check(SqlStatement statement, boolean query) {
        fault(statement, query).ifPresent(fault -> {
            throw SqlFailure.fault(fault, statement.sql());
        });
        SqlParameters.refuseNul(statement.parameters());
    }

    private static Optional<String> fault(SqlStatement statement, boolean query) {
        CheckedStatements checked = query ? CHECKED_QUERIES : CHECKED_CHANGES;
        Integer parameters = checked.parameters(statement.sql());
        return parameters == null
                ? read(statement, query, checked)
                : faultOfParameters(parameters, statement.parameters());
    }

    private static Optional<String> read(SqlStatement statement, boolean query, CheckedStatements checked) {
        if (statement.sql().length() > MAX_LENGTH) {
            return Optional.of("the statement is longer than " + MAX_LENGTH + " characters; pass values as parameters");
        }
        try {
            SqlGuard guard = new SqlGuard(withoutEnd(SqlTokens.of(statement.sql())));
            Optional<String> fault = guard.faultOfKind(query)
                    .or(guard::faultOfFunctions)
                    .or(() -> query ? guard.faultOfQuery() : guard.faultOfChange());
            if (fault.isEmpty()) {
                checked.add(statement.sql(), guard.countParameters());
            }
            return fault.or(() -> faultOfParameters(guard.countParameters(), statement.parameters()));
        } catch (IllegalArgumentException unreadable) {
            return Optional.of(unreadable.getMessage());
        }
    }

    private static List<Token> withoutEnd(List<Token> tokens) {
        int end = tokens.size();
        while (end > 0 && tokens.get(end - 1).isSymbol(';')) {
            end--;
        }
        return tokens.subList(0, end);
    }

    private Optional<String> faultOfKind(boolean query) {
        String first = tokens.stream()
                .filter(token -> !token.isSymbol('('))
                .findFirst()
                .map(Token::text)
                .orElse("");
        if (first.isEmpty()) {
            return Optional.of("the statement is empty");
        }
        if (tokens.stream().anyMatch(token -> token.isSymbol(';'))) {
            return Optional.of("there are several statements; a call runs one, and a unit of work has several calls");
        }
        String kind = first.equals("with") ? afterWith() : first;
        if ((query ? QUERIES : CHANGES).contains(kind)) {
            return Optional.empty();
        }
        return Optional.of(
                query
                        ? CHANGES.contains(kind)
                                ? "a query changes nothing; " + kind + " belongs in an update or commit"
                                : "a query begins with select, with, values or explain, and not with " + kind
                        : QUERIES.contains(kind)
                                ? kind + " changes nothing; it belongs in a query"
                                : "a change begins with insert, update, delete, with or merge, and not with " + kind
                                        + "; tables are created and altered by migrations");
    }

    /** The first of these words outside of parentheses. */
    private String afterWith() {
        int depth = 0;
        for (Token token : tokens) {
            depth += token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
            if (depth == 0 && token.kind() == Kind.WORD && AFTER_WITH.contains(token.text())) {
                return token.text();
            }
        }
        return "with";
    }

    private Optional<String> faultOfFunctions() {
        return IntStream.range(0, tokens.size())
                .filter(i -> isSymbol(i + 1, '(') || isSymbol(i + 1, ']') && isSymbol(i + 2, '('))
                .filter(i -> !isWord(i - 1, "into")) // a table, with its columns
                .mapToObj(i -> tokens.get(i).text())
                .filter(SqlFunctions::isRefused)
                .findFirst()
                .map(name ->
                        "the function " + name + " has effects outside of the transaction; statements do not call it");
    }

    private Optional<String> faultOfQuery() {
        for (int i = 0; i < tokens.size(); i++) {
            if (isWord(i, "into") || isWord(i, "delete") && isWord(i + 1, "from") || isUpdate(i)) {
                return Optional.of("a query changes nothing; " + tokens.get(i).text()
                        + " belongs in an update or commit (a column of that name is written in \")");
            }
        }
        boolean locks = indexes("for")
                .anyMatch(i -> isWord(i + 1, "update")
                        || isWord(i + 1, "share")
                        || isWord(i + 1, "key")
                        || isWord(i + 1, "no") && isWord(i + 2, "key"));
        return locks
                ? tokens.stream()
                        .filter(token -> token.kind() != Kind.SYMBOL && EngineTables.has(token.text()))
                        .findFirst()
                        .map(token -> "the query would lock " + token.text() + ", a table of the engine")
                : Optional.empty();
    }

    /** Whether this is an UPDATE, and not FOR UPDATE or FOR NO KEY UPDATE. */
    private boolean isUpdate(int i) {
        return isWord(i, "update") && !isWord(i - 1, "for") && !isWord(i - 1, "key");
    }

    private Optional<String> faultOfChange() {
        for (int i = 0; i < tokens.size(); i++) {
            boolean target = isWord(i, "into") || isWord(i, "update") || isWord(i, "from") && isWord(i - 1, "delete");
            Optional<String> engine = target ? engineTable(i + 1) : Optional.empty();
            if (engine.isPresent()) {
                return engine.map(name -> name + " is a table of the engine, which statements only read;"
                        + " append messages, and name your tables differently");
            }
        }
        return Optional.empty();
    }

    /** The table of the engine that is named from here on, perhaps after its schema. */
    private Optional<String> engineTable(int start) {
        int i = start;
        while (isWord(i, "only") || isWord(i, "or") || isSymbol(i, '(') || isSymbol(i, '[')) {
            i += isWord(i, "or") ? 2 : 1; // SQLite: update or ignore
        }
        while (i < tokens.size()) {
            if (EngineTables.has(tokens.get(i).text())) {
                return Optional.of(tokens.get(i).text());
            }
            int dot = isSymbol(i + 1, ']') ? i + 2 : i + 1;
            if (!isSymbol(dot, '.')) {
                return Optional.empty();
            }
            i = isSymbol(dot + 1, '[') ? dot + 2 : dot + 1;
        }
        return Optional.empty();
    }

    private int countParameters() {
        return (int)
                tokens.stream().filter(token -> token.kind() == Kind.PARAMETER).count();
    }

    private static Optional<String> faultOfParameters(int expected, List<Object> parameters) {
        if (expected != parameters.size()) {
            String hint = expected > parameters.size() ? "; write an operator ? as ??" : "";
            return Optional.of(
                    "the statement has " + expected + " ? and gets " + parameters.size() + " parameters" + hint);
        }
        return SqlParameters.fault(parameters);
    }

    private IntStream indexes(String word) {
        return IntStream.range(0, tokens.size()).filter(i -> isWord(i, word));
    }

    private boolean isWord(int i, String word) {
        return i >= 0 && i < tokens.size() && tokens.get(i).isWord(word);
    }

    private boolean isSymbol(int i, char symbol) {
        return i < tokens.size() && tokens.get(i).isSymbol(symbol);
    }
}
