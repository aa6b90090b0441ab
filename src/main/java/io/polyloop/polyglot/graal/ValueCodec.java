package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.Invocation;
import io.polyloop.polyglot.ScriptContext;
import io.polyloop.polyglot.ScriptFailure;
import io.polyloop.sql.Row;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.EncodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
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

    /** Bytes for the prelude: Base64 for URLs without padding (RFC 4648, section 5). */
    default Object bytesToScript(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Bytes of the prelude. */
    default byte[] bytesFromScript(Value crossed) {
        return Base64.getUrlDecoder().decode(crossed.asString());
    }

    /** The rows of a query for the prelude: {@code {rows, bytes}}, where each cell of bytes is {@code [row, column, bytes]}. */
    default Object rowsToScript(List<Row> rows) {
        JsonRows json = JsonRows.of(rows);
        JsonArray bytes = new JsonArray();
        for (JsonRows.Cell cell : json.special()) {
            if (cell.value() instanceof byte[] value) {
                bytes.add(JsonArray.of(cell.row(), cell.column(), bytesToScript(value)));
            } else {
                json.rows().getJsonObject(cell.row()).put(cell.column(), cell.value());
            }
        }
        return toScript(JsonObject.of("rows", json.rows(), "bytes", bytes));
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
        settle(context, future, this::toScript, resolve, reject);
    }

    /** The same, where {@code toScript} converts the result. */
    default <T> void settle(
            ScriptContext context,
            Future<T> future,
            Function<? super T, Object> toScript,
            Value resolve,
            Value reject) {
        context.whenComplete(future, end -> {
            if (end.succeeded()) {
                resolve.executeVoid(toScript.apply(end.result()));
            } else {
                reject.executeVoid(code(end.cause()), String.valueOf(end.cause().getMessage()));
            }
        });
    }

    private static String code(Throwable failure) {
        return failure instanceof ProblemException refusal ? refusal.getCode() : Problem.INTERNAL.code();
    }
}
