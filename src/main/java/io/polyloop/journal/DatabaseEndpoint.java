package io.polyloop.journal;

import io.polyloop.bus.CommandConsumer;
import io.polyloop.sql.CommitResult;
import io.polyloop.sql.Database;
import io.polyloop.sql.Transaction;
import io.polyloop.sql.UnitOfWork;
import io.polyloop.topic.Problem;
import io.polyloop.trace.Traces;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Function;

/** Serves units of work, and transactions, on the bus of its node. On the journal's event loop. */
final class DatabaseEndpoint {

    /** Runs a function in a transaction, and checks the messages that it appends. */
    interface TransactionRunner {
        Future<?> run(Function<Transaction, ?> code, StagedTransaction.Check check);
    }

    private final Vertx vertx;
    private final UnitCheck check;
    private final Function<Unit, Future<CommitResult>> commit;
    private final TransactionRunner transactions;
    private final Traces traces;

    DatabaseEndpoint(
            Vertx vertx, UnitCheck check, Function<Unit, Future<CommitResult>> commit, TransactionRunner transactions) {
        this.vertx = vertx;
        this.check = check;
        this.commit = commit;
        this.transactions = transactions;
        this.traces = Traces.of(vertx);
    }

    /** Registers the consumers on the caller's context; completes when they are registered. */
    Future<Void> listen() {
        return Future.all(
                        CommandConsumer.<Object>register(vertx, Database.COMMIT, this::commit),
                        CommandConsumer.<Object>register(vertx, Database.TRANSACTION, this::run))
                .mapEmpty();
    }

    private Future<?> commit(Object body) {
        if (body instanceof JsonObject json) {
            return commit(json).map(CommitResult::json);
        }
        Database.Commit command = (Database.Commit) body;
        return commit(command.unit(), command.user());
    }

    private Future<CommitResult> commit(JsonObject command) {
        // Its presence counts: a verticle that gives the user of an anonymous request, null, is not the service.
        Optional<JsonObject> user = command.containsKey(UnitCheck.AS)
                ? Optional.of(JsonObject.of(UnitCheck.AS, command.remove(UnitCheck.AS)))
                : Optional.empty();
        return commit(parse(command), user);
    }

    private Future<CommitResult> commit(UnitOfWork unit, Optional<JsonObject> user) {
        return commit.apply(check.check(unit, user).in(traces.current()));
    }

    private static UnitOfWork parse(JsonObject json) {
        try {
            return UnitOfWork.parse(json);
        } catch (IllegalArgumentException malformed) {
            throw Problem.INVALID_PARAMETER.because(malformed.getMessage());
        }
    }

    private Future<?> run(Object body) {
        Database.Work<?> work = (Database.Work<?>) body;
        check.checkUser(work.user());
        return transactions.run(work.code(), (append, number) -> {
            check.checkCount(number);
            return check.check(append, work.user());
        });
    }
}
