package io.polyloop.bus;

import io.polyloop.topic.Append;
import io.polyloop.topic.Appended;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Hands over together what one event loop appends in one turn: a request over the bus for each append would cost more
 * than the append itself. There is no timer, since every turn ends soon. Only on the thread that made it.
 */
final class AppendBatcher {
    /** Appends handed over together at most: the first is answered with the last, which may be in a later commit. */
    static final int MAX_BATCH = 256;

    /** Where they go: each with its own outcome, which may come later than the list of them. */
    interface Receiver {
        Future<List<Future<Appended>>> receive(List<Append> appends);
    }

    private record Queued(Append append, Promise<Appended> promise) {}

    private final Context context;
    private final Thread thread = Thread.currentThread();
    private final Receiver receiver;
    // event loop only
    private final Queue<Queued> queue = new ArrayDeque<>();

    private AppendBatcher(Context context, Receiver receiver) {
        this.context = context;
        this.receiver = receiver;
    }

    /** For the present event loop, or null on any other thread. */
    static AppendBatcher forCurrentEventLoop(Receiver receiver) {
        Context context = Vertx.currentContext();
        return context != null && context.isEventLoopContext() ? new AppendBatcher(context, receiver) : null;
    }

    /** Whether the present thread may add to it. */
    boolean isOnItsThread() {
        return Thread.currentThread() == thread;
    }

    Future<Appended> add(Append append) {
        // Of the caller's own context, which differs from one request to the next on the same loop.
        Promise<Appended> promise = ContextInternal.current().promise();
        if (queue.isEmpty()) {
            context.runOnContext(turn -> flush());
        }
        queue.add(new Queued(append, promise));
        return promise.future();
    }

    private void flush() {
        while (!queue.isEmpty()) {
            List<Append> appends = new ArrayList<>();
            List<Promise<Appended>> promises = new ArrayList<>();
            while (!queue.isEmpty() && appends.size() < MAX_BATCH) {
                Queued next = queue.remove();
                appends.add(next.append());
                promises.add(next.promise());
            }
            receiver.receive(appends)
                    .onSuccess(answers -> answer(promises, answers))
                    .onFailure(failure -> promises.forEach(promise -> promise.fail(failure)));
        }
    }

    private static void answer(Promise<Appended> promise, Future<Appended> answer) {
        if (answer.succeeded()) {
            promise.complete(answer.result());
        } else {
            promise.fail(ProblemException.of(answer.cause()));
        }
    }

    private static void answer(List<Promise<Appended>> promises, List<Future<Appended>> answers) {
        for (int i = 0; i < promises.size(); i++) {
            Future<Appended> answer = answers.get(i);
            Promise<Appended> promise = promises.get(i);
            if (answer.isComplete()) {
                answer(promise, answer);
            } else {
                // Others of them were refused, and this one waits for its commit, on the journal's event loop.
                answer.onComplete(done -> answer(promise, answer));
            }
        }
    }
}
