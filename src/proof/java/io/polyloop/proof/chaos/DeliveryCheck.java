package io.polyloop.proof.chaos;

/** What one subscriber got of one topic, held against what it was promised: every message, once, in order. */
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

    /** Nothing in these runs expires or is restored, so each of these is a broken promise. */
    void reset() {
        resets++;
    }

    /** Of all that was seen, in this order: two that saw the same have the same. */
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
