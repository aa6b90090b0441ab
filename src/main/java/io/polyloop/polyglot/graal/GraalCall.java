package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.Call;
import io.polyloop.polyglot.ScriptFailure;
import org.graalvm.polyglot.HostAccess.Export;

/** A {@link Call} in the hands of the prelude. Public because GraalJS can only reach public classes. */
public final class GraalCall {
    private final Call call;

    GraalCall(Call call) {
        this.call = call;
    }

    /** Called with the answer, encoded. A text that cannot be decoded is thrown back at the prelude. */
    @Export
    public void succeed(String json) {
        call.succeed(Crossing.decode(json));
    }

    /** Called with what the script threw. */
    @Export
    public void fail(String code, String message, String trace) {
        call.fail(ScriptFailure.thrown(code, message, trace));
    }
}
