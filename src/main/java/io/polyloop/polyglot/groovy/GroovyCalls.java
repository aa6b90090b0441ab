package io.polyloop.polyglot.groovy;

import groovy.lang.Closure;
import io.polyloop.polyglot.Call;
import io.polyloop.polyglot.Host;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Ends calls with what closures return, at once or by a {@link Future}. */
final class GroovyCalls {
    private final Host host;

    GroovyCalls(Host host) {
        this.host = host;
    }

    /** Calls a closure with as many of these as it takes; what it returns is the answer. */
    void answer(Call call, Closure<?> handler, Object... arguments) {
        end(call, invoke(handler, arguments), GroovyJson::json);
    }

    /** The same, but what it returns is only waited for. */
    void follow(Call call, Closure<?> handler, Object... arguments) {
        done(call, invoke(handler, arguments));
    }

    void done(Call call, Object result) {
        end(call, result, nothing -> null);
    }

    private static Object invoke(Closure<?> handler, Object... arguments) {
        int taken = handler.getMaximumNumberOfParameters();
        return handler.call(taken < arguments.length ? Arrays.copyOf(arguments, taken) : arguments);
    }

    private void end(Call call, Object result, UnaryOperator<Object> read) {
        if (result instanceof Future<?> future) {
            host.follow(future, end -> settle(call, end, read));
        } else {
            call.succeed(read.apply(result));
        }
    }

    private static void settle(Call call, Future<?> end, UnaryOperator<Object> read) {
        if (end.succeeded()) {
            call.succeed(read.apply(end.result()));
        } else {
            call.fail(GroovyFailure.of(call, end.cause()));
        }
    }
}
