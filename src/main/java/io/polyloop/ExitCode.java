package io.polyloop;

/**
 * How the process ends. The numbers are documented in {@code docs/operations.md}: orchestrators and people read them.
 */
public enum ExitCode {
    /** Drained. */
    DRAINED(0),
    /** Could not start, or was not drained in time. */
    FAILED(1),
    /** Settings or arguments that are not accepted, or a journal that a newer version has used. */
    INVALID_SETTINGS(2),
    /** The same number as the JVM's own {@code -XX:+ExitOnOutOfMemoryError}. */
    OUT_OF_MEMORY(3),
    /** Cut off from the other nodes of the cluster for too long. */
    ISOLATED(4),
    /** An event loop is stuck, or too many scripts are. */
    STUCK(5);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
