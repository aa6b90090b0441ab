package io.polyloop.bus;

import io.polyloop.auth.Impersonation;
import io.polyloop.topic.AppendResult;
import io.polyloop.topic.Journal;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.trace.Traces;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Serves a journal on the bus of its node. A request with a JSON body, from a verticle in any language, is answered in
 * JSON, and can act as the user of a request; a request of a {@link JournalClient} is answered with the object itself.
 */
public final class JournalEndpoint {
    private final Vertx vertx;
    private final ReplayJournal journal;
    private final Impersonation impersonation;
    private final Traces traces;

    public JournalEndpoint(Vertx vertx, ReplayJournal journal, Impersonation impersonation) {
        this.vertx = vertx;
        this.journal = journal;
        this.impersonation = impersonation;
        this.traces = Traces.of(vertx);
    }

    /**
     * Registers the consumers on the caller's context; completes when they are registered.
     *
     * @param check fails unless the database accepts writes
     */
    public Future<Void> listen(Supplier<Future<Void>> check) {
        return Future.all(List.of(
                        vertx.eventBus()
                                .localConsumer(Addresses.JOURNAL_APPEND, this::append)
                                .completion(),
                        consume(Addresses.JOURNAL_READ, this::read),
                        this.<JournalClient.Read>consume(
                                Addresses.JOURNAL_CATCH_UP,
                                read -> journal.catchUp(read.topic(), read.from(), read.limit())),
                        consume(Addresses.JOURNAL_ANNOUNCED, none -> journal.lastNewsNumber()),
                        this.<JournalClient.Heads>consume(
                                Addresses.JOURNAL_HEADS, heads -> journal.heads(heads.topics())),
                        this.<JournalClient.Topics>consume(
                                Addresses.JOURNAL_TOPICS,
                                query -> journal.topics(query.prefix(), query.after(), query.limit())),
                        this.<JournalClient.Erase>consume(
                                Addresses.JOURNAL_ERASE, erase -> journal.erase(erase.topic(), erase.through())),
                        consume(Addresses.JOURNAL_CHECK, none -> check.get().recover(JournalEndpoint::unavailable))))
                .mapEmpty();
    }

    // Readiness is checked all the time: an unavailable database is an answer, not a fault to log.
    private static Future<Void> unavailable(Throwable failure) {
        return Future.failedFuture(
                failure instanceof ProblemException known
                        ? known
                        : Problem.JOURNAL_DOWN.because("the database did not answer a check"));
    }

    private void append(Message<Object> request) {
        if (request.body() instanceof JournalClient.Appends batch) {
            appendAll(request, batch);
        } else {
            CommandConsumer.handle(request, body -> append((JsonObject) body));
        }
    }

    private Future<?> append(JsonObject command) {
        return journalOf(command)
                .append(JournalJson.append(command).in(traces.current()))
                .map(JournalJson::appended);
    }

    // Its presence counts: a verticle that gives the user of an anonymous request, null, does not act as the service.
    private Journal journalOf(JsonObject command) {
        return command.containsKey(JournalJson.AS)
                ? impersonation.journal(journal, command.getValue(JournalJson.AS))
                : journal;
    }

    private void appendAll(Message<Object> request, JournalClient.Appends batch) {
        try {
            List<Future<AppendResult>> results = journal.append(batch.appends());
            AppendReply reply = AppendReply.of(results);
            if (reply.isPartial()) {
                // Under overload, refusals must not wait for the commit of the rest, which gets a second reply.
                request.replyAndRequest(reply, LocalCodec.options()).onSuccess(rest -> replyToAll(rest, results));
            } else {
                replyToAll(request, results);
            }
        } catch (RuntimeException failure) {
            CommandConsumer.refuse(request, failure);
        }
    }

    private static void replyToAll(Message<Object> request, List<Future<AppendResult>> results) {
        Future.join(results).onComplete(all -> CommandConsumer.reply(request, AppendReply.of(results)));
    }

    private Future<?> read(Object body) {
        if (body instanceof JsonObject json) {
            return journalOf(json)
                    .read(JournalJson.topic(json), JournalJson.readFrom(json), JournalJson.limit(json))
                    .map(JournalJson::page);
        }
        JournalClient.Read read = (JournalClient.Read) body;
        return journal.read(read.topic(), read.from(), read.limit());
    }

    private <C> Future<Void> consume(String address, Function<C, Future<?>> command) {
        return CommandConsumer.register(vertx, address, command);
    }
}
