package io.polyloop.ops;

import io.polyloop.bus.Addresses;
import io.polyloop.bus.LocalCodec;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Checks the journal every half second, so that no probe waits for it. Deployed once. {@link #get()} is thread-safe.
 */
public final class JournalCheckVerticle extends VerticleBase implements Supplier<Health.State> {
    /** Pause between two checks: the state is at most this and {@link #TIMEOUT_MS} old. */
    private static final long PERIOD_MS = 500;

    /** A journal that takes longer counts as down: orchestrators time out a probe as early. */
    private static final long TIMEOUT_MS = 2_000;

    private static final long STOPPED = -1;

    private final BooleanSupplier failing;
    private long timer;
    private volatile Health.State last = new Health.State(false);

    /** @param failing whether a commit has failed since the journal last answered; must not block */
    public JournalCheckVerticle(BooleanSupplier failing) {
        this.failing = failing;
    }

    /** The state at the last check; a failed commit shows immediately. */
    @Override
    public Health.State get() {
        return failing.getAsBoolean() ? new Health.State(false, last.data()) : last;
    }

    /** Completes with the first check. */
    @Override
    public Future<?> start() {
        return check();
    }

    @Override
    public Future<?> stop() {
        vertx.cancelTimer(timer);
        timer = STOPPED;
        return Future.succeededFuture();
    }

    private Future<Void> check() {
        return vertx.eventBus()
                .request(Addresses.JOURNAL_CHECK, true, LocalCodec.options().setSendTimeout(TIMEOUT_MS))
                .onSuccess(answer -> last = new Health.State(true))
                .onFailure(failure -> last = down(failure))
                .transform(answered -> scheduleNext());
    }

    private static Health.State down(Throwable failure) {
        return new Health.State(false, JsonObject.of("failure", failure.getMessage()));
    }

    private Future<Void> scheduleNext() {
        if (timer != STOPPED) {
            timer = vertx.setTimer(PERIOD_MS, id -> check());
        }
        return Future.succeededFuture();
    }
}
