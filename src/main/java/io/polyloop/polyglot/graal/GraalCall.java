package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.Call;
import io.polyloop.polyglot.ScriptFailure;
import io.vertx.core.json.DecodeException;
import org.graalvm.polyglot.HostAccess.Export;
import org.graalvm.polyglot.Value;

/** A {@link Call} in the hands of the prelude. Public because GraalVM's languages can only reach public classes. */
public final class GraalCall {
    private final Call call;
    private final Crossing crossing;

    GraalCall(Call call, Crossing crossing) {
        this.call = call;
        this.crossing = crossing;
    }

    /** Called with an answer, encoded. */
    @Export
    public void succeed(Value crossed) {
        try {
            call.succeed(crossing.out(crossed));
        } catch (DecodeException unreadable) {
            call.fail(ScriptFailure.because("the answer cannot be read as JSON: " + unreadable.getMessage()));
        }
    }

    /** Called with what the script threw. */
    @Export
    public void fail(String code, String message, String trace) {
        call.fail(Hints.thrown(code, message, trace));
    }
}
