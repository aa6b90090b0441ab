package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.Call;
import io.polyloop.polyglot.ScriptFailure;
import io.vertx.core.json.DecodeException;
import java.util.function.Function;
import org.graalvm.polyglot.HostAccess.Export;
import org.graalvm.polyglot.Value;

/** A {@link Call} in the hands of the prelude. Public because GraalJS can only reach public classes. */
public final class JsCall {
    private final Call call;

    JsCall(Call call) {
        this.call = call;
    }

    /** Ends {@code call} if the prelude returns an answer, and not undefined because the script is still at it. */
    static void run(Call call, Function<JsCall, Value> code) {
        JsCall here = new JsCall(call);
        Value answer = code.apply(here);
        if (answer.isString()) {
            here.succeed(answer.asString());
        }
    }

    /** Called by the prelude with an answer that took longer, encoded. */
    @Export
    public void succeed(String crossed) {
        try {
            call.succeed(Crossing.out(crossed));
        } catch (DecodeException unreadable) {
            call.fail(ScriptFailure.because("the answer cannot be read as JSON: " + unreadable.getMessage()));
        }
    }

    /** Called with what the script threw. */
    @Export
    public void fail(String code, String message, String trace) {
        call.fail(ScriptFailure.thrown(code, message, trace));
    }
}
