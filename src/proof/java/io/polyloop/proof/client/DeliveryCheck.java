package io.polyloop.proof.client;

/** Compares the messages that a subscriber receives with the guarantee: every message of its topic, once, in order. */
public final class DeliveryCheck {
    private long last;
    private long digest;
    private long missed;
    private long repeated;
    private long outOfOrder;
    private long resets;

    public void received(long seq, String key) {
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
    public void reset() {
        resets++;
    }

    /** Extends a digest by one message: the same messages in the same order have the same digest. */
    public static long digest(long before, long seq, String key) {
        return (before * 31 + seq) * 31 + key.hashCode();
    }

    public long last() {
        return last;
    }

    public long digest() {
        return digest;
    }

    public long missed() {
        return missed;
    }

    public long repeated() {
        return repeated;
    }

    public long outOfOrder() {
        return outOfOrder;
    }

    public long resets() {
        return resets;
    }
}
