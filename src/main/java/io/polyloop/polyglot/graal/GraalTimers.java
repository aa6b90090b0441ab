package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.HostTimers;
import org.graalvm.polyglot.HostAccess.DisableMethodScoping;
import org.graalvm.polyglot.HostAccess.Export;
import org.graalvm.polyglot.Value;

/** Timers as {@code prelude/timers.js} uses them. In a turn of the script. */
public final class GraalTimers {
    private final HostTimers timers;
    private final Crossing crossing;

    GraalTimers(HostTimers timers, Crossing crossing) {
        this.timers = timers;
        this.crossing = crossing;
    }

    @Export
    @DisableMethodScoping
    public double start(long delay, boolean repeat, Value handler) {
        return timers.start(delay, repeat, call -> crossing.run(call, handler::execute));
    }

    @Export
    public void clear(long id) {
        timers.clear(id);
    }
}
