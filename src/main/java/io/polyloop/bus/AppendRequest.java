package io.polyloop.bus;

import io.polyloop.topic.Append;
import io.polyloop.topic.AppendResult;
import io.polyloop.topic.Appended;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.verticle.Failures;
import io.vertx.core.AsyncResult;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.util.ArrayList;
import java.util.List;

/** A batch of appends for the journal, with the promises of the results. */
final class AppendRequest {
    private final List<Append> appends = new ArrayList<>();
    private final List<Promise<Appended>> promises = new ArrayList<>();

    void add(Append append, Promise<Appended> promise) {
        appends.add(append);
        promises.add(promise);
    }

    int size() {
        return appends.size();
    }

    /** Sends this request; nothing can be added afterwards. */
    void send(Vertx vertx, DeliveryOptions options) {
        vertx.eventBus()
                .<AppendReply>request(Addresses.JOURNAL_APPEND, new JournalClient.Appends(appends), options)
                .onComplete(reply -> receive(reply, options));
    }

    private void receive(AsyncResult<Message<AppendReply>> reply, DeliveryOptions options) {
        if (reply.failed()) {
            ProblemException refusal = Failures.of(reply.cause(), Problem.JOURNAL_DOWN);
            promises.forEach(promise -> promise.tryFail(refusal));
            return;
        }
        AppendReply answer = reply.result().body();
        for (int i = 0; i < promises.size(); i++) {
            complete(promises.get(i), answer.results().get(i));
        }
        if (answer.isPartial()) {
            reply.result().<AppendReply>replyAndRequest(null, options).onComplete(rest -> receive(rest, options));
        }
    }

    private static void complete(Promise<Appended> promise, AppendResult result) {
        if (result instanceof Appended appended) {
            promise.tryComplete(appended);
        } else if (result instanceof AppendResult.Refused refused) {
            promise.tryFail(refused.reason());
        }
    }
}
