package io.polyloop.polyglot.groovy;

import groovy.lang.Closure;
import io.polyloop.polyglot.Invocation;
import io.polyloop.polyglot.ScriptContext;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Calls closures, and ends invocations with what they return, also by a {@link Future}. */
final class GroovyInvoker {
    private final ScriptContext context;

    GroovyInvoker(ScriptContext context) {
        this.context = context;
    }

    /** Calls a closure with as many arguments as it takes. Its result is the answer. */
    void answer(Invocation invocation, Closure<?> handler, Object... arguments) {
        end(invocation, invoke(handler, arguments), GroovyJson::toJson);
    }

    /** The same without an answer; waits for the result if it is a future. */
    void run(Invocation invocation, Closure<?> handler, Object... arguments) {
        finish(invocation, invoke(handler, arguments));
    }

    void finish(Invocation invocation, Object result) {
        end(invocation, result, nothing -> null);
    }

    private static Object invoke(Closure<?> handler, Object... arguments) {
        int taken = handler.getMaximumNumberOfParameters();
        return handler.call(taken < arguments.length ? Arrays.copyOf(arguments, taken) : arguments);
    }

    private void end(Invocation invocation, Object result, UnaryOperator<Object> read) {
        if (result instanceof Future<?> future) {
            context.whenComplete(future, end -> settle(invocation, end, read));
        } else {
            invocation.succeed(read.apply(result));
        }
    }

    private static void settle(Invocation invocation, Future<?> end, UnaryOperator<Object> read) {
        if (end.succeeded()) {
            invocation.succeed(read.apply(end.result()));
        } else {
            invocation.fail(GroovyFailure.of(invocation, end.cause()));
        }
    }
}
