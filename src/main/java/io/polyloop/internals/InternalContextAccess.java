package io.polyloop.internals;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.function.Supplier;

/** Access through the class of all contexts. */
final class InternalContextAccess implements ContextAccess {
    @Override
    public <T> Promise<T> promise(Context context) {
        return ((ContextInternal) context).promise();
    }

    @Override
    public void addCloseHook(Context context, Supplier<Future<Void>> hook) {
        ((ContextInternal) context).addCloseHook(closed -> hook.get().onComplete(closed));
    }
}
