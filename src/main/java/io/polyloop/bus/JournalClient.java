package io.polyloop.bus;

import io.polyloop.topic.Append;
import io.polyloop.topic.Appended;
import io.polyloop.topic.Page;
import io.polyloop.topic.Position;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import io.polyloop.topic.TopicState;
import io.polyloop.trace.Traces;
import io.polyloop.verticle.Failures;
import io.polyloop.verticle.OwnTransaction;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A client of the node's journal, over the bus, for any thread. If it is created on an event loop, it batches the
 * appends of that loop.
 */
public final class JournalClient implements ReplayJournal {
    record Appends(List<Append> appends) {}

    record Read(TopicName topic, ReadFrom from, int limit) {}

    record Heads(Collection<TopicName> topics) {}

    record Erase(TopicName topic, Position through) {}

    /** A million messages are deleted in chunks in the background, which takes minutes. */
    private static final long ERASE_TIMEOUT_MS = TimeUnit.MINUTES.toMillis(10);

    record Topics(String prefix, String after, int limit) {}

    private final Vertx vertx;
    private final DeliveryOptions options;
    private final AppendBatcher batcher;
    private final Traces traces;

    /** @param timeout of each request; after it, the outcome is unknown */
    public JournalClient(Vertx vertx, Duration timeout) {
        this.vertx = vertx;
        this.options = LocalCodec.options().setSendTimeout(timeout.toMillis());
        this.traces = Traces.of(vertx);
        this.batcher = AppendBatcher.forCurrentEventLoop(request -> request.send(vertx, options));
    }

    @Override
    public Future<Appended> append(Append append) {
        OwnTransaction.refuse(Addresses.JOURNAL_APPEND);
        Append traced = append.trace() == null ? append.in(traces.current()) : append;
        return batcher != null && batcher.isOnItsThread() ? batcher.add(traced) : appendNow(traced);
    }

    @Override
    public Future<Page> read(TopicName topic, ReadFrom from, int limit) {
        return send(Addresses.JOURNAL_READ, new Read(topic, from, limit));
    }

    @Override
    public Future<Page> catchUp(TopicName topic, ReadFrom from, int limit) {
        return send(Addresses.JOURNAL_CATCH_UP, new Read(topic, from, limit));
    }

    @Override
    public Future<Long> lastNewsNumber() {
        return send(Addresses.JOURNAL_ANNOUNCED, null);
    }

    @Override
    public Future<TopicHeads> heads(Collection<TopicName> topics) {
        return send(Addresses.JOURNAL_HEADS, new Heads(topics));
    }

    @Override
    public Future<List<TopicState>> topics(String prefix, String after, int limit) {
        return send(Addresses.JOURNAL_TOPICS, new Topics(prefix, after, limit));
    }

    @Override
    public Future<Void> erase(TopicName topic, Position through) {
        return send(
                Addresses.JOURNAL_ERASE,
                new Erase(topic, through),
                LocalCodec.options().setSendTimeout(ERASE_TIMEOUT_MS));
    }

    private Future<Appended> appendNow(Append append) {
        Promise<Appended> promise = Promise.promise();
        AppendRequest request = new AppendRequest();
        request.add(append, promise);
        request.send(vertx, options);
        return promise.future();
    }

    private <T> Future<T> send(String address, Object command) {
        return send(address, command, options);
    }

    private <T> Future<T> send(String address, Object command, DeliveryOptions options) {
        OwnTransaction.refuse(address);
        return vertx.eventBus()
                .<T>request(address, command, options)
                .map(Message::body)
                .recover(failure -> Future.failedFuture(Failures.of(failure, Problem.JOURNAL_DOWN)));
    }
}
