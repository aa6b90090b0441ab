package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.Invocation;
import io.polyloop.polyglot.ScriptFailure;
import io.vertx.core.json.DecodeException;
import org.graalvm.polyglot.HostAccess.Export;
import org.graalvm.polyglot.Value;

/** An {@link Invocation} for the prelude. Public because scripts can only access public classes. */
public final class GraalInvocation {
    private final Invocation invocation;
    private final ValueCodec codec;

    GraalInvocation(Invocation invocation, ValueCodec codec) {
        this.invocation = invocation;
        this.codec = codec;
    }

    /** Called with the encoded answer. */
    @Export
    public void succeed(Value crossed) {
        try {
            invocation.succeed(codec.fromScript(crossed));
        } catch (DecodeException unreadable) {
            invocation.fail(ScriptFailure.because("the answer is not valid JSON: " + unreadable.getMessage()));
        }
    }

    /** Called with the description of what the script threw. */
    @Export
    public void fail(String code, String message, String trace) {
        invocation.fail(Hints.thrown(code, message, trace));
    }
}
