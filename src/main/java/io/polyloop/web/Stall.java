package io.polyloop.web;

/**
 * Whether a connection takes nothing of what is sent to it. Times are counted in sweeps, so that a process that was
 * stopped for a while does not close live peers. On one event loop.
 */
final class Stall {
    private final int sweepsAllowed;
    private int sweeps;
    private long unsent;
    private long progress;

    Stall(int sweepsAllowed) {
        this.sweepsAllowed = sweepsAllowed;
    }

    /**
     * To be called once each sweep.
     *
     * @param unsentNow bytes that wait for the peer
     * @param progressNow changes with what has left
     * @return whether the time without any progress is over
     */
    boolean isOver(long unsentNow, long progressNow) {
        boolean moves = unsentNow == 0 || unsentNow < unsent || progressNow != progress;
        sweeps = moves ? 0 : sweeps + 1;
        unsent = unsentNow;
        progress = progressNow;
        return sweeps > sweepsAllowed;
    }
}
