package io.polyloop.polyglot.groovy;

import groovy.lang.Closure;
import java.util.concurrent.TimeUnit;

/**
 * {@code sleep} for scripts, in place of Groovy's own, which goes on sleeping when it is interrupted: the watchdog
 * could not stop a handler there. An extension module of Groovy ({@code META-INF/groovy}).
 */
public final class GroovySleep {
    private GroovySleep() {}

    /** Blocks the thread; on an event loop all its connections wait, so use a timer there. */
    public static void sleep(Object self, long milliseconds) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(milliseconds);
    }

    /** The same; {@code onInterrupt} gets an interrupt, which ends the sleep whatever it returns. */
    public static void sleep(Object self, long milliseconds, Closure<?> onInterrupt) throws InterruptedException {
        try {
            TimeUnit.MILLISECONDS.sleep(milliseconds);
        } catch (InterruptedException interrupt) {
            onInterrupt.call(interrupt);
            throw interrupt;
        }
    }
}
