package io.polyloop.polyglot.groovy;

import groovy.lang.Closure;
import java.util.concurrent.TimeUnit;

/**
 * {@code sleep} for scripts. Groovy's own continues to sleep when it is interrupted, so the watchdog could not stop the
 * handler. An extension module of Groovy ({@code META-INF/groovy}).
 */
public final class GroovySleep {
    private GroovySleep() {}

    /** Blocks the thread. On an event loop, use a timer: all its connections would wait. */
    public static void sleep(Object self, long milliseconds) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(milliseconds);
    }

    /** The same; calls {@code onInterrupt} on an interrupt, which ends the sleep whatever that returns. */
    public static void sleep(Object self, long milliseconds, Closure<?> onInterrupt) throws InterruptedException {
        try {
            TimeUnit.MILLISECONDS.sleep(milliseconds);
        } catch (InterruptedException interrupt) {
            onInterrupt.call(interrupt);
            throw interrupt;
        }
    }
}
