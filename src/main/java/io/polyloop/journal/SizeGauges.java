package io.polyloop.journal;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The gauges of the journal's sizes, as last collected. Any thread. */
final class SizeGauges {
    /** A size; {@code UNKNOWN} if this database does not report it. */
    enum Size {
        FILE("polyloop.journal.file", "bytes", "bytes of the database"),
        LOG("polyloop.journal.wal", "bytes", "bytes of SQLite's write-ahead log"),
        FREE("polyloop.journal.free", "bytes", "free bytes in SQLite's file"),
        MESSAGES("polyloop.journal.messages", null, "stored messages"),
        KEYS("polyloop.journal.keys", null, "stored idempotency keys"),
        TOPICS("polyloop.journal.topics", null, "topics that have messages"),
        EMPTY_TOPICS("polyloop.journal.topics.empty", null, "topics without messages");

        private final String meter;
        private final String unit;
        private final String description;

        Size(String meter, String unit, String description) {
            this.meter = meter;
            this.unit = unit;
            this.description = description;
        }
    }

    private static final long UNKNOWN = -1;

    private final Map<Size, AtomicLong> values = new EnumMap<>(Size.class);

    SizeGauges(MeterRegistry registry) {
        for (Size size : Size.values()) {
            AtomicLong value = new AtomicLong(UNKNOWN);
            values.put(size, value);
            Gauge.builder(size.meter, () -> value.get() == UNKNOWN ? Double.NaN : value.get())
                    .baseUnit(size.unit)
                    .description(size.description)
                    .register(registry);
        }
    }

    void set(Size size, long value) {
        values.get(size).set(value);
    }
}
