package io.polyloop.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polyloop.internals.FrameBuffer;
import io.polyloop.internals.Transport;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final Buffer TEN_BYTES = Buffer.buffer("0123456789");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Deque<Runnable> writes = new ArrayDeque<>();
    private final List<String> ran = new ArrayList<>();
    private boolean atOnce;
    private final Outbox outbox = new Outbox(100, new Kernel(), new LiveMetrics(registry));

    @Test
    void it_has_room_until_its_bytes_are_used_up() {
        fill();
        assertFalse(outbox.hasRoom());
        assertEquals(100, bytes());
    }

    @Test
    void it_waits_until_half_is_free_before_it_lets_more_in() {
        fill();
        outbox.whenRoom(() -> ran.add("a"));
        take(4);
        assertEquals(List.of(), ran);
        take(1);
        assertEquals(List.of("a"), ran);
    }

    @Test
    void who_waits_runs_once_and_in_turn() {
        fill();
        outbox.whenRoom(() -> ran.add("a"));
        outbox.whenRoom(() -> ran.add("b"));
        take(10);
        assertEquals(List.of("a", "b"), ran);
    }

    @Test
    void one_that_fills_it_again_lets_the_next_one_wait() {
        fill();
        outbox.whenRoom(this::fill);
        outbox.whenRoom(() -> ran.add("b"));
        take(5);
        assertEquals(List.of(), ran);
        take(10);
        assertEquals(List.of("b"), ran);
    }

    @Test
    void what_is_sent_frees_its_bytes() {
        fill();
        take(10);
        assertTrue(outbox.isEmpty());
        assertEquals(0, bytes());
    }

    @Test
    void ten_thousand_that_wait_do_not_run_within_each_other() {
        fill();
        for (int i = 0; i < 10_000; i++) {
            outbox.whenRoom(() -> {
                outbox.write(TEN_BYTES);
                ran.add("x");
            });
        }
        atOnce = true;
        take(10);
        assertEquals(10_000, ran.size());
    }

    @Test
    void one_that_asked_again_while_others_ran_is_not_forgotten() {
        fill();
        outbox.whenRoom(() -> {
            fill();
            outbox.whenRoom(() -> ran.add("again"));
            take(15);
        });
        take(5);
        assertEquals(List.of("again"), ran);
    }

    private void fill() {
        while (outbox.hasRoom()) {
            outbox.write(TEN_BYTES);
        }
    }

    private void take(int count) {
        for (int i = 0; i < count && !writes.isEmpty(); i++) {
            writes.remove().run();
        }
    }

    private double bytes() {
        return registry.get("polyloop.live.outbox").gauge().value();
    }

    private final class Kernel implements Transport {
        @Override
        public void write(Buffer content, IntConsumer sent) {
            if (atOnce) {
                sent.accept(content.length());
            } else {
                writes.add(() -> sent.accept(content.length()));
            }
        }

        @Override
        public void write(FrameBuffer frames, IntConsumer sent) {
            throw new UnsupportedOperationException("an outbox treats both alike");
        }
    }
}
