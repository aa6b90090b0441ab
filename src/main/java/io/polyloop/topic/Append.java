package io.polyloop.topic;

import java.util.List;

/**
 * Messages to be committed together: all of them, one after the other, or none.
 *
 * @param key the client's idempotency key, or null; a repeat with the same key and the same data is stored once
 */
public record Append(TopicName topic, List<Payload> data, String key) {
    private static final int MAX_KEY = 128;

    public Append {
        data = List.copyOf(data);
        if (data.isEmpty()) {
            throw Problem.INVALID_MESSAGE.because("there is no message to append");
        }
        if (key != null && !visibleAscii(key)) {
            throw Problem.INVALID_PARAMETER.because("an idempotency key is 1 to 128 visible ASCII characters");
        }
    }

    public static Append of(TopicName topic, Payload data) {
        return new Append(topic, List.of(data), null);
    }

    /** How many messages. */
    public int count() {
        return data.size();
    }

    /** The bytes of all payloads together. */
    public long bytes() {
        long bytes = 0;
        for (Payload payload : data) {
            bytes += payload.size();
        }
        return bytes;
    }

    /** What tells a repeat of this append from another one under the same key. */
    public String fingerprint() {
        return Payload.fingerprint(data);
    }

    private static boolean visibleAscii(String key) {
        return !key.isEmpty() && key.length() <= MAX_KEY && key.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }
}
