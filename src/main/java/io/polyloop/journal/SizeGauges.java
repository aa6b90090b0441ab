package io.polyloop.journal;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What the journal holds, as it was last counted. Any thread. */
final class SizeGauges {
    /** What is counted; {@code UNKNOWN} for what this database does not show. */
    enum Size {
        FILE("polyloop.journal.file", "bytes", "bytes of the database"),
        LOG("polyloop.journal.wal", "bytes", "bytes of SQLite's write-ahead log"),
        FREE("polyloop.journal.free", "bytes", "bytes of SQLite's file that hold nothing"),
        MESSAGES("polyloop.journal.messages", null, "messages kept"),
        KEYS("polyloop.journal.keys", null, "idempotency keys remembered"),
        TOPICS("polyloop.journal.topics", null, "topics that have messages"),
        EMPTY_TOPICS("polyloop.journal.topics.empty", null, "topics whose messages are all gone");

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
