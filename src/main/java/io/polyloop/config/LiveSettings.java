package io.polyloop.config;

import java.time.Duration;

/** Settings of the fan-out to subscribers. Sizes in bytes. */
public record LiveSettings(
        Duration heartbeat,
        Duration deadAfter,
        Duration stalledAfter,
        int outbox,
        int tail,
        int page,
        int maxLag,
        Duration repairInterval,
        Duration reconnectSpread) {
    private static final int BATCHES_PER_OUTBOX = 4;

    static LiveSettings read(SettingsReader reader) {
        return new LiveSettings(
                reader.duration("live.heartbeat", "50ms", "1h"),
                reader.duration("live.dead-after", "100ms", "1d"),
                reader.duration("live.stalled-after", "100ms", "1d"),
                reader.size("live.outbox", "1KiB", "64MiB"),
                reader.size("live.tail", "1KiB", "1GiB"),
                reader.number("live.page", 1, 1_000),
                reader.number("live.max-lag", 1, Integer.MAX_VALUE),
                reader.duration("live.repair-interval", "10ms", "1h"),
                reader.duration("live.reconnect-spread", "1ms", "10m"));
    }

    /** Maximum bytes of messages in one write; a single larger message is written alone. */
    public int frameBatch() {
        return outbox / BATCHES_PER_OUTBOX;
    }

    /** Pending bytes of a connection at which delivery to it pauses: one more batch would fill {@link #outbox}. */
    public int highWaterMark() {
        return outbox - frameBatch();
    }
}
