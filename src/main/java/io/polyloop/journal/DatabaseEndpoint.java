package io.polyloop.journal;

import io.polyloop.bus.AppendedJson;
import io.polyloop.bus.LocalCodec;
import io.polyloop.sql.CommitResult;
import io.polyloop.sql.Database;
import io.polyloop.sql.Transaction;
import io.polyloop.sql.UnitOfWork;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.verticle.Failures;
import io.polyloop.verticle.Trace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves units of work, and transactions, on the bus of its node. On the journal's event loop. */
final class DatabaseEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseEndpoint.class);

    private static final String AS = "as";

    /** Runs a function in a transaction, and checks the messages that it appends. */
    interface TransactionRunner {
        Future<?> run(Function<Transaction, ?> code, StagedTransaction.Check check);
    }

    private final Vertx vertx;
    private final UnitCheck check;
    private final Function<Unit, Future<CommitResult>> commit;
    private final TransactionRunner transactions;

    DatabaseEndpoint(
            Vertx vertx, UnitCheck check, Function<Unit, Future<CommitResult>> commit, TransactionRunner transactions) {
        this.vertx = vertx;
        this.check = check;
        this.commit = commit;
        this.transactions = transactions;
    }

    /** Registers the consumers on the caller's context; completes when they are registered. */
    Future<Void> listen() {
        return Future.all(List.of(consume(Database.COMMIT, this::commit), consume(Database.TRANSACTION, this::run)))
                .mapEmpty();
    }

    private Future<?> commit(Object body) {
        if (body instanceof JsonObject json) {
            return commit(json).map(DatabaseEndpoint::json);
        }
        Database.Commit command = (Database.Commit) body;
        return commit.apply(check.check(command.unit(), command.user()));
    }

    private Future<CommitResult> commit(JsonObject command) {
        JsonObject json = command.copy();
        // Its presence counts: a verticle that gives the user of an anonymous request, null, is not the service.
        Optional<JsonObject> user =
                json.containsKey(AS) ? Optional.of(JsonObject.of(AS, json.remove(AS))) : Optional.empty();
        return commit.apply(check.check(parse(json), user));
    }

    private static UnitOfWork parse(JsonObject json) {
        try {
            return UnitOfWork.parse(json);
        } catch (IllegalArgumentException malformed) {
            throw Problem.INVALID_PARAMETER.because(malformed.getMessage());
        }
    }

    private static JsonObject json(CommitResult result) {
        JsonArray appended = new JsonArray();
        result.appended().forEach(position -> appended.add(AppendedJson.timed(position)));
        return JsonObject.of("rows", new JsonArray(result.rows()), "appended", appended);
    }

    private Future<?> run(Object body) {
        Database.Work<?> work = (Database.Work<?>) body;
        check.checkUser(work.user());
        return transactions.run(work.code(), (append, number) -> {
            check.checkCount(number);
            return check.check(append, work.user());
        });
    }

    private Future<Void> consume(String address, Function<Object, Future<?>> command) {
        return vertx.eventBus()
                .<Object>localConsumer(address, request -> handle(request, command))
                .completion();
    }

    private static void handle(Message<Object> request, Function<Object, Future<?>> command) {
        // For the audit log: a denial names the HTTP request that it comes from.
        Trace.of(request.headers()).during(() -> answer(request, command));
    }

    private static void answer(Message<Object> request, Function<Object, Future<?>> command) {
        try {
            command.apply(request.body())
                    .onSuccess(result -> reply(request, result))
                    .onFailure(failure -> refuse(request, failure));
        } catch (RuntimeException failure) {
            refuse(request, failure);
        }
    }

    private static void reply(Message<?> request, Object result) {
        if (result instanceof JsonObject) {
            request.reply(result);
        } else {
            request.reply(result, LocalCodec.options());
        }
    }

    private static void refuse(Message<?> request, Throwable failure) {
        if (!(failure instanceof ProblemException)) {
            LOG.error("{} failed", request.address(), failure);
        }
        Failures.reply(request, failure);
    }
}
