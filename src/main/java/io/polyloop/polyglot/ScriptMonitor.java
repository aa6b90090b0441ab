package io.polyloop.polyglot;

/**
 * Receives the events of one instance of a script. Called by the thread that runs the script, one call at a time.
 */
public interface ScriptMonitor {
    /** For a script without a supervisor, such as one that another verticle deploys by name. */
    ScriptMonitor NONE = new ScriptMonitor() {};

    /** The folder to use in place of {@code folder} for the script and its imports. */
    default ScriptFolder watch(ScriptFolder folder) {
        return folder;
    }

    /** A handler answered {@code nanos} after it was called. */
    default void answered(long nanos) {}

    /** A handler refused with a code of the catalogue, which is an answer too. */
    default void refused(long nanos) {}

    /**
     * The script ignores interrupts inside a call that may never end; {@code what} names the call. {@code abandon} takes
     * the script out of service without its thread. Called by the watchdog's thread; must not block.
     */
    default void stuck(String what, Runnable abandon) {}

    /** A handler failed; {@code reason} says why and where in one line. */
    default void failed(long nanos, String reason) {}
}
