package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.ScriptTimers;
import org.graalvm.polyglot.HostAccess.DisableMethodScoping;
import org.graalvm.polyglot.HostAccess.Export;
import org.graalvm.polyglot.Value;

/** Timers as {@code prelude/timers.js} uses them. Used in executions of the script. */
public final class GraalTimers {
    private final ScriptTimers timers;
    private final ValueCodec codec;

    GraalTimers(ScriptTimers timers, ValueCodec codec) {
        this.timers = timers;
        this.codec = codec;
    }

    @Export
    @DisableMethodScoping
    public double start(long delay, boolean repeat, Value handler) {
        return timers.start(delay, repeat, invocation -> codec.run(invocation, handler::execute));
    }

    @Export
    public void clear(long id) {
        timers.clear(id);
    }
}
