package io.polyloop.proof.chaos;

/** Compares the messages that a subscriber receives with the guarantee: every message of its topic, once, in order. */
final class DeliveryCheck {
    private long last;
    private long digest;
    private long missed;
    private long repeated;
    private long outOfOrder;
    private long resets;

    void received(long seq, String key) {
        if (seq > last + 1) {
            missed += seq - last - 1;
        } else if (seq == last) {
            repeated++;
        } else if (seq < last) {
            outOfOrder++;
        }
        digest = digest(digest, seq, key);
        last = Math.max(last, seq);
    }

    /** Counts a reset. No message expires and no backup is restored in these runs, so each reset is a violation. */
    void reset() {
        resets++;
    }

    /** Extends a digest by one message: the same messages in the same order have the same digest. */
    static long digest(long before, long seq, String key) {
        return (before * 31 + seq) * 31 + key.hashCode();
    }

    long last() {
        return last;
    }

    long digest() {
        return digest;
    }

    long missed() {
        return missed;
    }

    long repeated() {
        return repeated;
    }

    long outOfOrder() {
        return outOfOrder;
    }

    long resets() {
        return resets;
    }
}
