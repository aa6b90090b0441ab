package io.polyloop.journal;

import io.polyloop.config.SqlSettings;
import io.polyloop.sql.Row;
import io.polyloop.sql.SqlStatement;
import io.polyloop.sql.Transaction;
import io.polyloop.sql.UnitOfWork;
import io.polyloop.topic.Append;
import io.polyloop.topic.ProblemException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The transaction that a function is given. After a failed statement it can only end: PostgreSQL accepts nothing else, and
 * what a function does must not depend on the database.
 */
final class StagedTransaction implements Transaction {
    /** Judges a message before it is staged. */
    interface Check {
        /**
         * The append as it is stored. Throws a {@link ProblemException} if it is not allowed.
         *
         * @param number of messages, with this one
         */
        Append check(Append append, int number);
    }

    private final LateBegin begin;
    private final StatementRunner statements;
    private final SqlSettings limits;
    private final Check check;
    private final List<Append> appends = new ArrayList<>();
    private final Thread thread = Thread.currentThread();
    private ProblemException refusal;
    private SQLException failure;
    private boolean changed;
    private boolean ended;

    StagedTransaction(LateBegin begin, StatementRunner statements, SqlSettings limits, Check check) {
        this.begin = begin;
        this.statements = statements;
        this.limits = limits;
        this.check = check;
    }

    @Override
    public <T> List<T> query(String sql, List<?> parameters, Function<Row, T> mapper) {
        SqlStatement statement = SqlStatement.of(sql, parameters);
        checkUsable();
        SqlGuard.checkQuery(statement);
        List<Row> rows = run(statement, () -> {
            statements.use(begin::epoch);
            return statements.run(statement, prepared -> ResultReader.read(prepared, sql, limits));
        });
        return rows.stream().map(mapper).toList();
    }

    @Override
    public int update(String sql, Object... parameters) {
        SqlStatement statement = SqlStatement.of(sql, Arrays.asList(parameters));
        checkUsable();
        SqlGuard.checkChange(statement);
        changed = true;
        return run(statement, () -> statements.update(statements.use(begin::before), statement));
    }

    @Override
    public void append(String topic, Object data, String key) {
        checkUsable();
        Append append = UnitOfWork.of().append(topic, data, key).appends().get(0);
        try {
            appends.add(check.check(append, appends.size() + 1));
        } catch (ProblemException refused) {
            refusal = refused;
            // Who may not append does not get the positions of a first either.
            appends.clear();
            throw refused;
        }
    }

    /** The staged messages. */
    List<Append> appends() {
        return appends;
    }

    /** Whether it can have changed rows. */
    boolean hasChanged() {
        return changed;
    }

    /** Refuses what the function, or a thread that it left behind, does from now on. */
    void end() {
        ended = true;
    }

    /** Ends with this refusal, unless a statement has failed before. */
    void fail(ProblemException reason) {
        if (refusal == null) {
            refusal = reason;
        }
    }

    /** Throws the reason why nothing can be stored, even if the function has caught it. */
    void rethrow() throws SQLException {
        if (failure != null) {
            throw failure;
        }
        if (refusal != null) {
            throw refusal;
        }
    }

    private <T> T run(SqlStatement statement, Watch.Execution<T> execution) {
        try {
            return execution.run();
        } catch (SQLException failed) {
            if (isRetried(failed)) {
                failure = failed;
            }
            refusal = SqlFailure.of(failed, statement.sql());
            throw refusal;
        } catch (ProblemException refused) {
            refusal = refused;
            throw refused;
        }
    }

    /** Not if a lock was not free: others would wait for this transaction meanwhile. */
    private static boolean isRetried(SQLException failed) {
        return SqlFault.of(failed).isTransient() && !SqlFault.LOCK_NOT_AVAILABLE.equals(failed.getSQLState());
    }

    private void checkUsable() {
        if (ended || Thread.currentThread() != thread) {
            throw new IllegalStateException(
                    "a transaction is for the thread that runs its function, until the function returns");
        }
        if (refusal != null) {
            throw refusal;
        }
    }
}
