package io.polyloop.auth.token;

import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys that are fetched from an issuer and cached. One fetch runs at a time; a flood of tokens with unknown keys causes
 * one in {@link FetchTiming#unknownKey}, and those that it was not for can come again after that time: one of them can be
 * signed with a new key. If the issuer cannot be reached, the keys stay valid for {@code auth.max-stale}.
 */
final class FetchedKeys implements KeySource {
    private static final Logger LOG = LoggerFactory.getLogger(FetchedKeys.class);
    /** Tokens that wait for a fetch. */
    private static final int MAX_WAITING = 1_000;

    /** The keys, and when their fetch ended in nanoseconds. */
    private record Fetched(KeySet keys, long at) {}

    private final String issuer;
    private final Vertx vertx;
    private final Context context;
    private final Supplier<Future<KeySet>> fetch;
    private final Limits limits;
    private final FetchTiming timing;
    private final LongSupplier nanoTime;
    private final FetchMetrics metrics;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile Fetched fetched;
    private volatile String failure = "its keys are not fetched yet";
    // on the context only
    private Future<Void> running;
    /** When the last fetch for an unknown key started, in nanoseconds. */
    private OptionalLong lookup = OptionalLong.empty();

    private int failures;
    private long timer;
    private boolean closed;

    /**
     * How long something may last.
     *
     * @param maxStale the age until which keys are used
     * @param patience how long a token waits for a fetch
     */
    record Limits(Duration maxStale, Duration patience) {}

    FetchedKeys(
            String issuer,
            Vertx vertx,
            Supplier<Future<KeySet>> fetch,
            Limits limits,
            FetchTiming timing,
            LongSupplier nanoTime,
            FetchMetrics metrics) {
        this.issuer = issuer;
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.fetch = fetch;
        this.limits = limits;
        this.timing = timing;
        this.nanoTime = nanoTime;
        this.metrics = metrics;
        metrics.age(this::age);
    }

    @Override
    public Future<Void> start() {
        Promise<Void> first = Promise.promise();
        context.runOnContext(v -> fetchOnce().onComplete(first));
        return first.future();
    }

    @Override
    public Future<KeySet> keys(String kid) {
        if (has(kid)) {
            return Future.succeededFuture(fetched.keys());
        }
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            return Future.failedFuture(Problem.RATE_LIMITED.because("too many tokens wait for the keys of an issuer"));
        }
        Promise<KeySet> found = Promise.promise();
        context.runOnContext(v -> find(kid).onComplete(found));
        return found.future()
                .timeout(limits.patience().toMillis(), TimeUnit.MILLISECONDS)
                .onComplete(end -> waiting.decrementAndGet())
                .recover(failed -> Future.failedFuture(failed instanceof ProblemException refusal ? refusal : late()));
    }

    private ProblemException late() {
        return usable()
                ? Problem.ISSUER_UNAVAILABLE.because("the keys of the issuer did not come in time")
                : Refusal.KEYS_UNAVAILABLE.exception();
    }

    private Future<KeySet> find(String kid) {
        if (has(kid)) {
            return Future.succeededFuture(fetched.keys());
        }
        if (running != null) {
            // That fetch can have started before the issuer published the key: look again after it.
            return running.compose(v -> find(kid));
        }
        if (!usable()) {
            return Future.failedFuture(Refusal.KEYS_UNAVAILABLE.exception());
        }
        if (canLookUp()) {
            lookup = OptionalLong.of(nanoTime.getAsLong());
            return fetchOnce().compose(v -> find(kid));
        }
        if (failures > 0) {
            // It can be a new key: as an invalid token, its client would give up.
            return Future.failedFuture(Refusal.KEYS_UNAVAILABLE.exception());
        }
        // Also if the fetch was for another key: anyone can invent one, and that must not look like a fault of the
        // node.
        return Future.failedFuture(Refusal.UNKNOWN_KEY.exception());
    }

    private boolean canLookUp() {
        return lookup.isEmpty()
                || nanoTime.getAsLong() - lookup.getAsLong()
                        >= timing.unknownKey().toNanos();
    }

    /** Never fails: the keys that are cached, or their absence, tell the result. */
    private Future<Void> fetchOnce() {
        vertx.cancelTimer(timer);
        Promise<Void> ended = Promise.promise();
        running = ended.future();
        fetch.get()
                .onComplete(end -> context.runOnContext(v -> {
                    running = null;
                    metrics.fetched(end.succeeded());
                    if (end.succeeded()) {
                        succeeded(end.result());
                    } else {
                        failed(end.cause());
                    }
                    ended.complete();
                }));
        return ended.future();
    }

    private void succeeded(KeySet keys) {
        if (failures > 0) {
            LOG.info("{}: its keys are fetched again", issuer);
        }
        failures = 0;
        fetched = new Fetched(keys, nanoTime.getAsLong());
        failure = "its keys are older than auth.max-stale";
        schedule(timing.refresh());
    }

    private void failed(Throwable cause) {
        failures++;
        failure = String.valueOf(cause.getMessage());
        Duration retry = timing.retry(failures);
        if (failures == 1) {
            LOG.warn(
                    "{}: fetching its keys failed: {}; {}, retrying",
                    issuer,
                    failure,
                    usable() ? "the earlier keys are used for auth.max-stale" : "its tokens are refused");
        }
        schedule(retry);
    }

    private void schedule(Duration delay) {
        if (!closed) {
            timer = vertx.setTimer(delay.toMillis(), id -> {
                if (running == null) {
                    fetchOnce();
                }
            });
        }
    }

    private boolean has(String kid) {
        return usable() && fetched.keys().contains(kid);
    }

    private boolean usable() {
        Fetched now = fetched;
        return now != null
                && nanoTime.getAsLong() - now.at() <= limits.maxStale().toNanos();
    }

    /** The age of the keys in seconds; NaN if there are none. */
    private double age() {
        Fetched now = fetched;
        return now == null ? Double.NaN : (nanoTime.getAsLong() - now.at()) / 1e9;
    }

    @Override
    public Optional<String> missing() {
        return usable() ? Optional.empty() : Optional.of(issuer + ": " + failure);
    }

    @Override
    public boolean isLoaded() {
        return fetched != null;
    }

    @Override
    public void close() {
        context.runOnContext(v -> {
            closed = true;
            vertx.cancelTimer(timer);
        });
    }
}
