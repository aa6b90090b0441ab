package io.polyloop.polyglot.groovy;

import groovy.lang.Closure;
import io.polyloop.polyglot.ScriptTimers;

/** Timers, in milliseconds. They end with the verticle. */
public final class GroovyTimers {
    private final ScriptTimers timers;
    private final GroovyInvoker invoker;

    GroovyTimers(ScriptTimers timers, GroovyInvoker calls) {
        this.timers = timers;
        this.invoker = calls;
    }

    /** Returns an id for {@link #clear}. */
    public long setTimeout(long milliseconds, Closure<?> handler) {
        return timers.start(Math.max(1, milliseconds), false, invocation -> invoker.run(invocation, handler));
    }

    /** The same, periodically. */
    public long setInterval(long milliseconds, Closure<?> handler) {
        return timers.start(Math.max(1, milliseconds), true, invocation -> invoker.run(invocation, handler));
    }

    public void clear(long id) {
        timers.clear(id);
    }
}
