package io.polyloop.polyglot;

/**
 * What one instance of a script tells its supervisor. Called by the thread that runs the script, one call at a time.
 */
public interface ScriptMonitor {
    /** For a script that nobody supervises, such as one that another verticle deploys by name. */
    ScriptMonitor NONE = new ScriptMonitor() {};

    /** The folder to read the script and all that it imports from, instead of {@code folder}. */
    default ScriptFolder watch(ScriptFolder folder) {
        return folder;
    }

    /** A handler has answered, {@code nanos} after it was called. */
    default void answered(long nanos) {}

    /** A handler has refused with a code of the catalogue, which is an answer too. */
    default void refused(long nanos) {}

    /**
     * The script is in a call that does not obey the interrupt, and may never end: {@code what} names it. {@code
     * abandon} takes the script out of service without its thread. Called by the watchdog's thread; must not block.
     */
    default void stuck(String what, Runnable abandon) {}

    /** A handler has failed; {@code reason} says in one line why and where. */
    default void failed(long nanos, String reason) {}
}
