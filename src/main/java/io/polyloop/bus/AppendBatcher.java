package io.polyloop.bus;

import io.polyloop.internals.ContextAccess;
import io.polyloop.topic.Append;
import io.polyloop.topic.Appended;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Consumer;

/**
 * Batches the appends of one event loop: those of one turn are one request, since a request over the bus for each append
 * would cost more than the append. There is no timer, since every turn ends soon. Only on the thread that created it.
 */
final class AppendBatcher {
    /** The most appends in a request: the first is answered with the last, which may be in a later commit. */
    static final int MAX_BATCH = 256;

    private final Context context;
    private final ContextAccess contexts;
    private final Thread thread = Thread.currentThread();
    private final Consumer<AppendRequest> sender;
    // event loop only
    private AppendRequest pending;

    private AppendBatcher(Context context, Consumer<AppendRequest> sender) {
        this.context = context;
        this.contexts = ContextAccess.of(context.owner());
        this.sender = sender;
    }

    /** For the current event loop, or null on any other thread. */
    static AppendBatcher forCurrentEventLoop(Consumer<AppendRequest> sender) {
        Context context = Vertx.currentContext();
        return context != null && context.isEventLoopContext() ? new AppendBatcher(context, sender) : null;
    }

    /** Whether the current thread may add to it. */
    boolean isOnItsThread() {
        return Thread.currentThread() == thread;
    }

    Future<Appended> add(Append append) {
        // On the caller's context, which differs between requests on the same loop.
        Promise<Appended> promise = contexts.promise(Vertx.currentContext());
        if (pending == null) {
            pending = new AppendRequest();
            context.runOnContext(turn -> flush());
        }
        pending.add(append, promise);
        if (pending.size() == MAX_BATCH) {
            flush();
        }
        return promise.future();
    }

    private void flush() {
        AppendRequest request = pending;
        pending = null;
        if (request != null) {
            sender.accept(request);
        }
    }
}
