package io.polyloop.web;

/**
 * Whether a connection takes nothing of what is sent to it. Times are counted in sweeps, so that a process that was
 * stopped for a while does not close live peers. On one event loop.
 */
final class StallDetector {
    private final int maxChecks;
    private int checksWithoutProgress;
    private long unsent;
    private long progress;

    StallDetector(int sweepsAllowed) {
        this.maxChecks = sweepsAllowed;
    }

    /**
     * To be called once each sweep.
     *
     * @param unsentNow bytes that wait for the peer
     * @param progressNow changes with what has left
     * @return whether the time without any progress is over
     */
    boolean isStalled(long unsentNow, long progressNow) {
        boolean moves = unsentNow == 0 || unsentNow < unsent || progressNow != progress;
        checksWithoutProgress = moves ? 0 : checksWithoutProgress + 1;
        unsent = unsentNow;
        progress = progressNow;
        return checksWithoutProgress > maxChecks;
    }
}
