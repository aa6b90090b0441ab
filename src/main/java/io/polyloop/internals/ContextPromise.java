package io.polyloop.internals;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicBoolean;

/** A promise whose listeners run on a context, whichever thread completes it. */
final class ContextPromise<T> implements Promise<T> {
    private final Context context;
    private final Promise<T> promise = Promise.promise();
    private final AtomicBoolean completed = new AtomicBoolean();

    ContextPromise(Context context) {
        this.context = context;
    }

    @Override
    public boolean tryComplete(T result) {
        return complete(() -> promise.complete(result));
    }

    @Override
    public boolean tryFail(Throwable cause) {
        return complete(() -> promise.fail(cause));
    }

    private boolean complete(Runnable completion) {
        if (!completed.compareAndSet(false, true)) {
            return false;
        }
        if (Vertx.currentContext() == context) {
            completion.run();
        } else {
            context.runOnContext(v -> completion.run());
        }
        return true;
    }

    @Override
    public Future<T> future() {
        return promise.future();
    }
}
