package io.polyloop.polyglot.groovy;

import groovy.lang.Closure;
import io.polyloop.polyglot.HostTimers;

/** Timers, in milliseconds. They end with the verticle. */
public final class GroovyTimers {
    private final HostTimers timers;
    private final GroovyCalls calls;

    GroovyTimers(HostTimers timers, GroovyCalls calls) {
        this.timers = timers;
        this.calls = calls;
    }

    /** Returns an id for {@link #clear}. */
    public long setTimeout(long milliseconds, Closure<?> handler) {
        return timers.start(Math.max(1, milliseconds), false, call -> calls.follow(call, handler));
    }

    /** The same, again and again. */
    public long setInterval(long milliseconds, Closure<?> handler) {
        return timers.start(Math.max(1, milliseconds), true, call -> calls.follow(call, handler));
    }

    public void clear(long id) {
        timers.clear(id);
    }
}
