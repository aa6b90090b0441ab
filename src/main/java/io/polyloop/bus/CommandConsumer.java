package io.polyloop.bus;

import io.polyloop.topic.ProblemException;
import io.polyloop.verticle.Failures;
import io.polyloop.verticle.Trace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers commands on the bus of a node: JSON with JSON, which travels as a copy, and other objects by reference. A
 * command that fails, or throws, is refused with the code of its {@link ProblemException}.
 */
public final class CommandConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(CommandConsumer.class);

    private CommandConsumer() {}

    /** Registers a consumer on the caller's context; completes when it is registered. */
    public static <C> Future<Void> register(Vertx vertx, String address, Function<C, Future<?>> command) {
        return vertx.eventBus()
                .<C>localConsumer(address, request -> handle(request, command))
                .completion();
    }

    static <C> void handle(Message<C> request, Function<C, Future<?>> command) {
        // For the audit log: a denial names the HTTP request that it comes from.
        Trace.of(request.headers()).during(() -> answer(request, command));
    }

    private static <C> void answer(Message<C> request, Function<C, Future<?>> command) {
        try {
            command.apply(request.body())
                    .onSuccess(answer -> reply(request, answer))
                    .onFailure(failure -> refuse(request, failure));
        } catch (RuntimeException failure) {
            refuse(request, failure);
        }
    }

    static void refuse(Message<?> request, Throwable failure) {
        if (!(failure instanceof ProblemException)) {
            // The reply has no cause, since a cause may quote what the client must not see; it is only logged here.
            Trace.of(request.headers()).during(() -> LOG.error("{} failed", request.address(), failure));
        }
        Failures.reply(request, failure);
    }

    static void reply(Message<?> request, Object answer) {
        if (answer == null || answer instanceof JsonObject) {
            request.reply(answer);
        } else {
            request.reply(answer, LocalCodec.options());
        }
    }
}
