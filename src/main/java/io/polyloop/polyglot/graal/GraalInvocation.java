package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.Invocation;
import io.polyloop.polyglot.ScriptFailure;
import io.vertx.core.json.DecodeException;
import org.graalvm.polyglot.HostAccess.Export;
import org.graalvm.polyglot.Value;

/** A {@link Invocation} in the hands of the prelude. Public because GraalVM's languages can only reach public classes. */
public final class GraalInvocation {
    private final Invocation invocation;
    private final ValueCodec codec;

    GraalInvocation(Invocation invocation, ValueCodec codec) {
        this.invocation = invocation;
        this.codec = codec;
    }

    /** Called with an answer, encoded. */
    @Export
    public void succeed(Value crossed) {
        try {
            invocation.succeed(codec.fromScript(crossed));
        } catch (DecodeException unreadable) {
            invocation.fail(ScriptFailure.because("the answer cannot be read as JSON: " + unreadable.getMessage()));
        }
    }

    /** Called with what the script threw. */
    @Export
    public void fail(String code, String message, String trace) {
        invocation.fail(Hints.thrown(code, message, trace));
    }
}
