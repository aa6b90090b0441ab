package io.polyloop.internals;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/** Access through the public API. */
final class PublicContextAccess implements ContextAccess {
    @Override
    public <T> Promise<T> promise(Context context) {
        return new ContextPromise<>(context);
    }

    @Override
    public void addCloseHook(Context context, Supplier<Future<Void>> hook) {
        // The public API has no such hook.
    }
}
