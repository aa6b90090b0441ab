package io.polyloop;

/** The exit codes of the process. {@code docs/operations.md} documents the numbers, and orchestrators rely on them. */
public enum ExitCode {
    /** The drain completed. */
    DRAINED(0),
    /** The start failed, or the drain did not complete in time. */
    FAILED(1),
    /** Invalid settings or arguments, or a journal that a newer version has used: a restart does not help. */
    INVALID_SETTINGS(2),
    /** The same number as the JVM's {@code -XX:+ExitOnOutOfMemoryError}. */
    OUT_OF_MEMORY(3),
    /** Cut off from the other nodes for {@code cluster.isolation-timeout}. */
    ISOLATED(4),
    /** An event loop is stuck, or too many script threads are. */
    STUCK(5);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
