package io.polyloop.bench.language;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Asks again and again, with some requests outstanding so that the loop is never idle. */
final class Client extends VerticleBase {
    private static final int OUTSTANDING = 32;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Task task;

    // event loop only
    private Promise<Asked> ended;
    private long cpu;
    private long end;
    private long answers;
    private int waiting;

    Client(Task task) {
        this.task = task;
    }

    /** Asks for so many nanoseconds; fails if an answer was wrong. */
    Future<Asked> ask(long nanos) {
        Promise<Asked> round = Promise.promise();
        context.runOnContext(begin -> {
            ended = round;
            cpu = THREADS.getCurrentThreadCpuTime();
            end = System.nanoTime() + nanos;
            answers = 0;
            waiting = OUTSTANDING;
            for (int i = 0; i < OUTSTANDING; i++) {
                ask();
            }
        });
        return round.future();
    }

    private void ask() {
        vertx.eventBus().request(task.address(), task.body()).onComplete(this::answered);
    }

    private void answered(AsyncResult<Message<Object>> answer) {
        if (answer.failed() || !task.isAnswer(answer.result().body())) {
            ended.tryFail("a wrong answer: "
                    + (answer.failed() ? answer.cause() : answer.result().body()));
            return;
        }
        answers++;
        if (System.nanoTime() < end) {
            ask();
        } else if (--waiting == 0) {
            ended.complete(new Asked(answers, THREADS.getCurrentThreadCpuTime() - cpu));
        }
    }
}
