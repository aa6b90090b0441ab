package io.polyloop.polyglot.groovy;

import groovy.lang.Closure;
import java.util.concurrent.TimeUnit;

/**
 * {@code sleep} for scripts, in place of Groovy's own, which goes on sleeping when it is interrupted: the watchdog could
 * not stop a handler there. An extension module of Groovy ({@code META-INF/groovy}).
 */
public final class GroovySleep {
    private GroovySleep() {}

    /** Holds up the thread, which in an event loop is that of many others: a timer does not. */
    public static void sleep(Object self, long milliseconds) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(milliseconds);
    }

    /** The same; {@code onInterrupt} is called with an interrupt, but cannot make it go on. */
    public static void sleep(Object self, long milliseconds, Closure<?> onInterrupt) throws InterruptedException {
        try {
            TimeUnit.MILLISECONDS.sleep(milliseconds);
        } catch (InterruptedException interrupt) {
            onInterrupt.call(interrupt);
            throw interrupt;
        }
    }
}
