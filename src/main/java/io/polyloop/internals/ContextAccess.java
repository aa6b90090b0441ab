package io.polyloop.internals;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** What code does to the context of a verticle that the public API does not offer. Any thread. */
public interface ContextAccess {

    static ContextAccess of(Vertx vertx) {
        return VertxInternals.enabled(vertx) ? new InternalContextAccess() : new PublicContextAccess();
    }

    /** A promise whose listeners run on {@code context}, whichever thread completes it. */
    <T> Promise<T> promise(Context context);

    /**
     * Runs {@code hook} when the deployment on {@code context} closes, even if its start failed, and lets the closing
     * wait for it. Without internals the hook never runs: {@code stop()} and a failed start have to do the same.
     */
    void addCloseHook(Context context, Supplier<Future<Void>> hook);
}
