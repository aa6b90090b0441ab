package io.polyloop.bench;

/** How long a run may take, and so how many rounds and how much work are in it. */
public enum Scale {
    FULL(5, 1_500, 6_000),
    QUICK(2, 1_000, 3_000),
    /** Shows that everything works, not how fast it is; for CI. */
    SMOKE(1, 300, 300);

    private final int rounds;
    private final long roundMillis;
    private final long warmUpMillis;

    Scale(int rounds, long roundMillis, long warmUpMillis) {
        this.rounds = rounds;
        this.roundMillis = roundMillis;
        this.warmUpMillis = warmUpMillis;
    }

    /** How often each peer is measured in one scenario. */
    public int rounds() {
        return rounds;
    }

    /** How long one scenario is measured in one round. */
    public long roundMillis() {
        return roundMillis;
    }

    /** The same work before the first round, uncounted: the JVM compiles what it sees often. */
    public long warmUpMillis() {
        return warmUpMillis;
    }

    /** Only what comes from Maven, and tiny counts. */
    public boolean isSmoke() {
        return this == SMOKE;
    }

    public boolean isFull() {
        return this == FULL;
    }
}
