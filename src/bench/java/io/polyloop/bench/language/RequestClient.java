package io.polyloop.bench.language;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Sends requests continuously, with enough of them outstanding that the event loop is never idle. */
final class RequestClient extends VerticleBase {
    private static final int OUTSTANDING = 32;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Task task;

    // event loop only
    private Promise<RequestResult> result;
    private long cpu;
    private long end;
    private long responses;
    private int outstanding;

    RequestClient(Task task) {
        this.task = task;
    }

    /** Sends requests for a duration; fails on a wrong reply. */
    Future<RequestResult> request(long nanos) {
        Promise<RequestResult> round = Promise.promise();
        context.runOnContext(begin -> {
            result = round;
            cpu = THREADS.getCurrentThreadCpuTime();
            end = System.nanoTime() + nanos;
            responses = 0;
            outstanding = OUTSTANDING;
            for (int i = 0; i < OUTSTANDING; i++) {
                request();
            }
        });
        return round.future();
    }

    private void request() {
        vertx.eventBus().request(task.address(), task.body()).onComplete(this::received);
    }

    private void received(AsyncResult<Message<Object>> reply) {
        if (reply.failed() || !task.isReply(reply.result().body())) {
            result.tryFail("The verticle sent a wrong reply: "
                    + (reply.failed() ? reply.cause() : reply.result().body()));
            return;
        }
        responses++;
        if (System.nanoTime() < end) {
            request();
        } else if (--outstanding == 0) {
            result.complete(new RequestResult(responses, THREADS.getCurrentThreadCpuTime() - cpu));
        }
    }
}
