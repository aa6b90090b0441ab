package io.polyloop.journal;

import io.polyloop.bus.LocalCodec;
import io.polyloop.sql.CommitResult;
import io.polyloop.sql.Database;
import io.polyloop.topic.ProblemException;
import io.polyloop.verticle.Failures;
import io.polyloop.verticle.Trace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves units of work, and transactions, on the bus of its node. On the journal's event loop. */
final class DatabaseEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseEndpoint.class);

    private final Vertx vertx;
    private final UnitCheck check;
    private final Function<Unit, Future<CommitResult>> commit;

    DatabaseEndpoint(Vertx vertx, UnitCheck check, Function<Unit, Future<CommitResult>> commit) {
        this.vertx = vertx;
        this.check = check;
        this.commit = commit;
    }

    /** Registers the consumers on the caller's context; completes when they are registered. */
    Future<Void> listen() {
        return Future.all(List.of(consume(Database.COMMIT, this::commit))).mapEmpty();
    }

    private Future<?> commit(Object body) {
        Database.Commit command = (Database.Commit) body;
        return commit.apply(check.check(command.unit(), command.user()));
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
                    .onSuccess(result -> request.reply(result, LocalCodec.options()))
                    .onFailure(failure -> refuse(request, failure));
        } catch (RuntimeException failure) {
            refuse(request, failure);
        }
    }

    private static void refuse(Message<?> request, Throwable failure) {
        if (!(failure instanceof ProblemException)) {
            LOG.error("{} failed", request.address(), failure);
        }
        Failures.reply(request, failure);
    }
}
