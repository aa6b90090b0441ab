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
 * How values cross between Java and a script. Each side gets a copy of its own, so that neither holds a live object of
 * the other. In a turn of the script. As it stands it is by JSON text, which the prelude writes and reads.
 */
interface ValueCodec {
    /** What the prelude is given of a value. Throws a {@link ScriptFailure} if it cannot be written as JSON. */
    default Object toScript(Object json) {
        try {
            return Json.encode(json);
        } catch (EncodeException unencodable) {
            throw ScriptFailure.because("this cannot be written as JSON: " + unencodable.getMessage());
        }
    }

    /** The value that the prelude encoded. Throws a {@link DecodeException} if nothing can read it. */
    default Object fromScript(Value crossed) {
        return Json.decodeValue(crossed.asString());
    }

    /** Ends {@code invocation} if the prelude returns an answer, and nothing if the script is still at it. */
    default void run(Invocation invocation, Function<GraalInvocation, Value> code) {
        GraalInvocation here = new GraalInvocation(invocation, this);
        Value answer = code.apply(here);
        if (!answer.isNull()) {
            here.succeed(answer);
        }
    }

    /** Settles a promise of the script with what {@code future} brings, on behalf of the call that it was made in. */
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
