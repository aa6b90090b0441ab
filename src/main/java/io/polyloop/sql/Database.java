package io.polyloop.sql;

import io.polyloop.bus.LocalCodec;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.verticle.Failures;
import io.polyloop.verticle.OwnTransaction;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The tables of your service, which are in the database of the journal: your migrations create them. Use it on the
 * context of the verticle, where its futures complete; the database is used on threads of its own, so that no call
 * blocks. Appends act as the service, unless the database is bound to a user by {@link #as}.
 *
 * <p>Failures are {@link ProblemException}s with a code of the catalogue: {@link Problem#CONFLICT} if rows are not as
 * expected or violate a constraint, {@link Problem#JOURNAL_BUSY} if the limits of {@code sql} are reached or a lock is
 * not free, {@link Problem#INVALID_PARAMETER} if the database cannot store a value, {@link Problem#JOURNAL_DOWN} if the
 * database does not answer: the outcome of a commit is then unknown, {@link Problem#VERTICLE_TIMEOUT} if a query or
 * transaction exceeds its time limit, and {@link Problem#INTERNAL} if a statement cannot run, such as for a missing table,
 * or its result is too large: the message says why, and HTTP clients do not get it.
 */
public final class Database {
    /** The address of a query: {@code {sql, parameters}}, answered with {@code {rows: [{column: value}]}}. */
    public static final String QUERY = "database.query";

    /**
     * The address of a unit of work: {@code {sql: [[statement, parameters, expectedRows?]], append: [[topic, data,
     * key?]], as?}}, answered with {@code {rows: [count], appended: [{topic, epoch, seq, at}]}}.
     */
    public static final String COMMIT = "database.commit";

    /** The address, within the node, of a transaction. */
    public static final String TRANSACTION = "database.transaction";

    // Longer than the time limits of queries and commits can be: they end first, with a code that says why.
    private static final long ANSWER_TIMEOUT_MS = TimeUnit.MINUTES.toMillis(15);

    private final Vertx vertx;
    private final Supplier<DeliveryOptions> options;
    private final Optional<JsonObject> user; // JSON with the field "as"; empty for the service

    /** The database of this node. */
    public Database(Vertx vertx) {
        this(vertx, DeliveryOptions::new);
    }

    /** @param options supplies the headers of each request, for example {@link io.polyloop.verticle.Trace#options()} */
    public Database(Vertx vertx, Supplier<DeliveryOptions> options) {
        this(vertx, options, Optional.empty());
    }

    private Database(Vertx vertx, Supplier<DeliveryOptions> options, Optional<JsonObject> user) {
        this.vertx = vertx;
        this.options = options;
        this.user = user;
    }

    /**
     * The same database, whose appends are judged as those of the user of a request, as {@link
     * io.polyloop.verticle.Topics#as} judges them. Statements are not judged: rules are about topics.
     */
    public Database as(JsonObject user) {
        return new Database(vertx, options, Optional.of(JsonObject.of("as", user)));
    }

    /**
     * Runs a query in a transaction that only reads, and passes each row of the result to {@code mapper}.
     *
     * @param sql one statement; each {@code ?} takes the next parameter
     */
    public <T> Future<List<T>> query(String sql, List<?> parameters, Function<Row, T> mapper) {
        return this.<List<Row>>request(QUERY, SqlStatement.of(sql, parameters))
                .map(rows -> rows.stream().map(mapper).toList());
    }

    /** Runs one statement that changes rows, in a transaction; completes with their number when it is durable. */
    public Future<Integer> update(String sql, Object... parameters) {
        return commit(UnitOfWork.of().update(sql, parameters))
                .map(result -> result.rows().get(0));
    }

    /** Commits statements and messages together, or nothing; completes when they are durable. */
    public Future<CommitResult> commit(UnitOfWork unit) {
        return request(COMMIT, new Commit(unit, user));
    }

    /**
     * Runs {@code work} in a transaction, on a worker thread, and commits its rows and messages together; completes when
     * they are durable. If {@code work} throws, or takes longer than {@code journal.transaction-time}, nothing is stored.
     * It can run again after a conflict with another transaction, so it must change nothing but through its argument.
     * Appends and queries past that argument would wait for this transaction, and are refused.
     */
    public <T> Future<TransactionResult<T>> transaction(Function<Transaction, T> work) {
        return request(TRANSACTION, new Work<>(work, user));
    }

    /** A unit of work, and for whom it appends. */
    public record Commit(UnitOfWork unit, Optional<JsonObject> user) {}

    /** A transaction to run, and for whom it appends. */
    public record Work<T>(Function<Transaction, T> code, Optional<JsonObject> user) {}

    private <T> Future<T> request(String address, Object command) {
        OwnTransaction.refuse(address);
        DeliveryOptions local =
                LocalCodec.options().setHeaders(options.get().getHeaders()).setSendTimeout(ANSWER_TIMEOUT_MS);
        return vertx.eventBus()
                .<T>request(address, command, local)
                .map(Message::body)
                .recover(failure -> Future.failedFuture(refusal(failure)));
    }

    /** With the detail of a fault, such as a missing table, for the author of the verticle. */
    private static ProblemException refusal(Throwable failure) {
        return failure instanceof ReplyException reply && reply.failureType() == ReplyFailure.RECIPIENT_FAILURE
                ? Failures.parse(String.valueOf(reply.getMessage()))
                : Failures.of(failure, Problem.JOURNAL_DOWN);
    }
}
