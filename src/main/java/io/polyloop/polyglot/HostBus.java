package io.polyloop.polyglot;

import io.polyloop.bus.Consumers;
import io.polyloop.bus.Trace;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.internal.ContextInternal;
import java.util.function.Consumer;
import java.util.function.Function;

/** The event bus for a script. In a turn of the script. */
public final class HostBus {
    private final Script script;
    private final EventBus bus;
    private final Consumers consumers;

    HostBus(Script script, ContextInternal verticle) {
        this.script = script;
        this.bus = verticle.owner().eventBus();
        this.consumers = new Consumers(verticle);
    }

    /**
     * Answers an address. {@code handler} reads a message and gives the code of the script that ends the call: the
     * answer, or the failure, which is logged unless the script meant it.
     */
    public void consumer(String address, Function<Message<Object>, Consumer<Call>> handler) {
        consumers.<Object>add(address, message -> answer(message, handler));
    }

    private void answer(Message<Object> message, Function<Message<Object>, Consumer<Call>> handler) {
        Call call = script.call("the handler of " + message.address(), Trace.of(message.headers()));
        call.outcome().onSuccess(message::reply).onFailure(failure -> refuse(message, call, failure));
        try {
            Consumer<Call> code = handler.apply(message);
            script.take(call, () -> code.accept(call));
        } catch (RuntimeException unreadable) {
            call.fail(ScriptFailure.because("the message cannot be written as JSON: " + unreadable.getMessage()));
        }
    }

    private void refuse(Message<Object> message, Call call, Throwable failure) {
        script.report(call, failure);
        message.reply(((ScriptFailure) failure).reply());
    }

    /** Fails with a {@link io.polyloop.topic.ProblemException}. Wait for it by {@link Host#follow}. */
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

    /** New options that carry on the trace of the present call. */
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
