package io.polyloop.bus;

import io.polyloop.topic.Append;
import io.polyloop.topic.Appended;
import io.polyloop.topic.Journal;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a journal on the bus of its node. A request with a JSON body is answered in JSON, for verticles in any
 * language; one of a {@link JournalClient} is answered with the object itself.
 */
public final class JournalEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(JournalEndpoint.class);

    private final Vertx vertx;
    private final Journal journal;

    public JournalEndpoint(Vertx vertx, Journal journal) {
        this.vertx = vertx;
        this.journal = journal;
    }

    /** Registers the consumers on the caller's context; ready once the future completes. */
    public Future<Void> listen(Supplier<Future<Void>> check) {
        return Future.all(List.of(
                        consume(Addresses.JOURNAL_APPEND, this::append),
                        consume(Addresses.JOURNAL_READ, this::read),
                        consume(Addresses.JOURNAL_CATCH_UP, body -> {
                            JournalClient.Read read = (JournalClient.Read) body;
                            return untyped(journal.catchUp(read.topic(), read.start(), read.limit()));
                        }),
                        consume(Addresses.JOURNAL_ANNOUNCED, body -> untyped(journal.lastNewsNumber())),
                        consume(
                                Addresses.JOURNAL_HEADS,
                                body -> untyped(journal.heads(((JournalClient.Heads) body).topics()))),
                        consume(Addresses.JOURNAL_TOPICS, body -> {
                            JournalClient.Topics query = (JournalClient.Topics) body;
                            return untyped(journal.topics(query.prefix(), query.after(), query.limit()));
                        }),
                        consume(Addresses.JOURNAL_ERASE, body -> {
                            JournalClient.Erase erase = (JournalClient.Erase) body;
                            return untyped(journal.erase(erase.topic(), erase.through()));
                        }),
                        consume(Addresses.JOURNAL_CHECK, body -> untyped(check.get())
                                .otherwise(JournalEndpoint::unavailable))))
                .mapEmpty();
    }

    // Readiness is asked every few seconds: a database that is away is an answer, not a fault for the log.
    private static Object unavailable(Throwable failure) {
        throw failure instanceof ProblemException known
                ? known
                : Problem.JOURNAL_DOWN.because("the database does not answer a check");
    }

    private Future<Object> append(Object body) {
        return body instanceof JsonObject json
                ? untyped(journal.append(JournalJson.append(json)).map(JournalJson::appended))
                : untyped(append(((JournalClient.Appends) body).appends()));
    }

    /**
     * Succeeds once each of them is answered, or at once if some are refused: under overload these must not wait for
     * the commit of the others.
     */
    private Future<List<Future<Appended>>> append(List<Append> appends) {
        List<Future<Appended>> answers = journal.append(appends);
        if (answers.stream().anyMatch(Future::failed)) {
            return Future.succeededFuture(answers);
        }
        return Future.join(answers).transform(joined -> Future.succeededFuture(answers));
    }

    private Future<Object> read(Object body) {
        if (body instanceof JsonObject json) {
            return untyped(journal.read(JournalJson.topic(json), JournalJson.start(json), JournalJson.limit(json))
                    .map(JournalJson::page));
        }
        JournalClient.Read read = (JournalClient.Read) body;
        return untyped(journal.read(read.topic(), read.start(), read.limit()));
    }

    private static Future<Object> untyped(Future<?> future) {
        return future.map(Object.class::cast);
    }

    private Future<Void> consume(String address, Function<Object, Future<Object>> command) {
        return vertx.eventBus()
                .localConsumer(address, request -> handle(request, command))
                .completion();
    }

    private static void handle(Message<Object> request, Function<Object, Future<Object>> command) {
        try {
            command.apply(request.body())
                    .onSuccess(answer -> reply(request, answer))
                    .onFailure(failure -> refuse(request, failure));
        } catch (RuntimeException failure) {
            refuse(request, failure);
        }
    }

    private static void refuse(Message<Object> request, Throwable failure) {
        if (!(failure instanceof ProblemException)) {
            // The answer names no cause, as a cause may quote what the client must not see; only this log has it.
            LOG.error("{} failed", request.address(), failure);
        }
        Failures.reply(request, failure);
    }

    private static void reply(Message<Object> request, Object answer) {
        if (answer == null || answer instanceof JsonObject) {
            request.reply(answer);
        } else {
            request.reply(answer, LocalCodec.options());
        }
    }
}
