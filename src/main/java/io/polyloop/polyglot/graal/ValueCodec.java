package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.Invocation;
import io.polyloop.polyglot.ScriptContext;
import io.polyloop.polyglot.ScriptFailure;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.EncodeException;
import io.vertx.core.json.Json;
import java.util.function.Function;
import org.graalvm.polyglot.Value;

/**
 * Converts values between Java and a script. Each side gets a copy, so that neither holds a live object of the other. This
 * default converts by JSON text, which the prelude writes and reads. Used in executions of the script.
 */
interface ValueCodec {
    /** A value for the prelude. Throws a {@link ScriptFailure} if it cannot be written as JSON. */
    default Object toScript(Object json) {
        try {
            return Json.encode(json);
        } catch (EncodeException unencodable) {
            throw ScriptFailure.because("the value cannot be written as JSON: " + unencodable.getMessage());
        }
    }

    /** A value that the prelude encoded. Throws a {@link DecodeException} if it is malformed. */
    default Object fromScript(Value crossed) {
        return Json.decodeValue(crossed.asString());
    }

    /** Runs {@code code}, and ends {@code invocation} if the prelude returns an answer; otherwise it ends later. */
    default void run(Invocation invocation, Function<GraalInvocation, Value> code) {
        GraalInvocation here = new GraalInvocation(invocation, this);
        Value answer = code.apply(here);
        if (!answer.isNull()) {
            here.succeed(answer);
        }
    }

    /** Settles a promise of the script with the outcome of {@code future}, as part of the present invocation. */
    default void settle(ScriptContext context, Future<?> future, Value resolve, Value reject) {
        context.whenComplete(future, end -> {
            if (end.succeeded()) {
                resolve.executeVoid(toScript(end.result()));
            } else {
                reject.executeVoid(code(end.cause()), String.valueOf(end.cause().getMessage()));
            }
        });
    }

    private static String code(Throwable failure) {
        return failure instanceof ProblemException refusal ? refusal.getCode() : Problem.INTERNAL.code();
    }
}
