package io.polyloop.bench;

/** The length of a run: how many rounds it has and how much work is in each. */
public enum Scale {
    FULL(5, 1_500, 6_000),
    QUICK(2, 1_000, 3_000),
    /** Shows that everything works, not how fast it is. For CI. */
    SMOKE(1, 300, 300);

    private final int rounds;
    private final long roundMillis;
    private final long warmUpMillis;

    Scale(int rounds, long roundMillis, long warmUpMillis) {
        this.rounds = rounds;
        this.roundMillis = roundMillis;
        this.warmUpMillis = warmUpMillis;
    }

    /** Rounds for each peer and scenario. */
    public int rounds() {
        return rounds;
    }

    /** Duration of one scenario in one round. */
    public long roundMillis() {
        return roundMillis;
    }

    /** Duration of the warm-up, the same work without figures, in which the JVM compiles the hot code. */
    public long warmUpMillis() {
        return warmUpMillis;
    }

    /** Whether counts are tiny and peers are limited to what Maven provides. */
    public boolean isSmoke() {
        return this == SMOKE;
    }

    public boolean isFull() {
        return this == FULL;
    }
}
