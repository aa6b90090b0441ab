package io.polyloop.polyglot;

import io.polyloop.trace.Traces;
import io.polyloop.verticle.Consumers;
import io.polyloop.verticle.Trace;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import java.util.function.BiConsumer;

/** The event bus for a script. Used in executions of the script. */
public final class ScriptBus {
    private final Script script;
    private final EventBus bus;
    private final Consumers consumers;
    private final Traces traces;

    ScriptBus(Script script, Context verticle) {
        this.script = script;
        this.bus = verticle.owner().eventBus();
        this.consumers = new Consumers(verticle);
        this.traces = Traces.of(verticle.owner());
    }

    /**
     * Consumes an address. {@code handler} runs code of the script and ends the invocation. A failure is logged unless it
     * is a refusal.
     */
    public void consumer(String address, BiConsumer<Message<Object>, Invocation> handler) {
        String what = "the handler of " + address;
        consumers.<Object>add(address, message -> answer(what, message, handler));
    }

    private void answer(String what, Message<Object> message, BiConsumer<Message<Object>, Invocation> handler) {
        Invocation invocation = script.handlerInvocation(what, null, trace(message));
        invocation.outcome().onComplete(message::reply, failure -> replyFailure(message, invocation, failure));
        script.execute(invocation, () -> handler.accept(message, invocation));
    }

    private Trace trace(Message<Object> message) {
        traces.annotate(Traces.FILE, script.file());
        Trace sender = Trace.of(message.headers());
        String span = traces.currentOr(sender.parent());
        return span == null ? sender : new Trace(span, sender.request());
    }

    private void replyFailure(Message<Object> message, Invocation invocation, Throwable failure) {
        script.log().fault(invocation, failure);
        message.reply(((ScriptFailure) failure).toReply());
    }

    /** Fails with a {@link io.polyloop.topic.ProblemException}. Use {@link ScriptContext#whenComplete} to wait. */
    public Future<Object> request(String address, Object body, DeliveryOptions options) {
        return bus.request(address, body, options)
                .map(Message::body)
                .recover(failure -> Future.failedFuture(BusFailures.problem(address, failure)));
    }

    public void send(String address, Object body, DeliveryOptions options) {
        bus.send(address, body, options);
    }

    public void publish(String address, Object body, DeliveryOptions options) {
        bus.publish(address, body, options);
    }

    /** New options with the trace of the present invocation. */
    public DeliveryOptions options() {
        return script.current().trace().options();
    }

    Future<Void> registered() {
        return consumers.registered();
    }

    Future<Void> close() {
        return consumers.unregister();
    }
}
