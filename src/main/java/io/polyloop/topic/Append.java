package io.polyloop.topic;

import java.util.List;

/**
 * Messages to commit together: all of them, in order and without others in between, or none.
 *
 * @param data the messages, at least one
 * @param key the client's idempotency key, or null; appends with the same key and the same data are stored once
 * @param trace the {@code traceparent} of a sampled trace that this belongs to, or null
 */
public record Append(TopicName topic, List<Payload> data, String key, String trace) {
    private static final int MAX_KEY = 128;

    /**
     * Fails with {@link Problem#INVALID_MESSAGE} without a message, and with {@link Problem#INVALID_PARAMETER} for a
     * key that is not 1 to 128 visible ASCII characters.
     */
    public Append {
        data = List.copyOf(data);
        if (data.isEmpty()) {
            throw Problem.INVALID_MESSAGE.because("the append has no messages; send at least one");
        }
        if (key != null && !visibleAscii(key)) {
            throw Problem.INVALID_PARAMETER.because("an idempotency key has 1 to 128 visible ASCII characters");
        }
    }

    /** Without a trace. */
    public Append(TopicName topic, List<Payload> data, String key) {
        this(topic, data, key, null);
    }

    /** One message without an idempotency key. */
    public static Append of(TopicName topic, Payload data) {
        return new Append(topic, List.of(data), null);
    }

    /** The same append in a trace, or this one without. */
    public Append in(String traceparent) {
        return traceparent == null ? this : new Append(topic, data, key, traceparent);
    }

    /** The number of messages. */
    public int count() {
        return data.size();
    }

    /** The total size of the payloads in bytes. */
    public long bytes() {
        long bytes = 0;
        for (Payload payload : data) {
            bytes += payload.size();
        }
        return bytes;
    }

    /** A digest of the data: it distinguishes a repeat of this append from another append with the same key. */
    public String fingerprint() {
        return Payload.fingerprint(data);
    }

    private static boolean visibleAscii(String key) {
        return !key.isEmpty() && key.length() <= MAX_KEY && key.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }
}
