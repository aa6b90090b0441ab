package io.polyloop.web;

/**
 * Detects a connection whose peer reads nothing. Times are counted in checks, so that a process that was suspended does
 * not close live peers. On one event loop.
 */
final class StallDetector {
    private final int maxChecks;
    private int checksWithoutProgress;
    private long unsent;
    private long progress;

    StallDetector(int maxChecks) {
        this.maxChecks = maxChecks;
    }

    /**
     * Call it once in each check.
     *
     * @param unsentNow bytes that wait for the peer
     * @param progressNow changes with what has left
     * @return whether more successive checks than allowed found no progress
     */
    boolean isStalled(long unsentNow, long progressNow) {
        boolean moves = unsentNow == 0 || unsentNow < unsent || progressNow != progress;
        checksWithoutProgress = moves ? 0 : checksWithoutProgress + 1;
        unsent = unsentNow;
        progress = progressNow;
        return checksWithoutProgress > maxChecks;
    }
}
