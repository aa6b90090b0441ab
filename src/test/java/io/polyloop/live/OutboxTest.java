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
    void an_outbox_has_room_until_its_capacity_is_used() {
        fill();
        assertFalse(outbox.hasRoom());
        assertEquals(100, bytes());
    }

    @Test
    void a_waiting_task_runs_when_half_of_the_outbox_is_free() {
        fill();
        outbox.whenRoom(() -> ran.add("a"));
        take(4);
        assertEquals(List.of(), ran);
        take(1);
        assertEquals(List.of("a"), ran);
    }

    @Test
    void waiting_tasks_run_once_and_in_order() {
        fill();
        outbox.whenRoom(() -> ran.add("a"));
        outbox.whenRoom(() -> ran.add("b"));
        take(10);
        assertEquals(List.of("a", "b"), ran);
    }

    @Test
    void a_task_that_fills_the_outbox_delays_the_next() {
        fill();
        outbox.whenRoom(this::fill);
        outbox.whenRoom(() -> ran.add("b"));
        take(5);
        assertEquals(List.of(), ran);
        take(10);
        assertEquals(List.of("b"), ran);
    }

    @Test
    void sent_bytes_are_free_again() {
        fill();
        take(10);
        assertTrue(outbox.isEmpty());
        assertEquals(0, bytes());
    }

    @Test
    void ten_thousand_waiting_tasks_do_not_run_recursively() {
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
    void a_task_that_waits_again_while_tasks_run_is_not_lost() {
        fill();
        outbox.whenRoom(() -> {
            fill();
            outbox.whenRoom(() -> ran.add("waited again"));
            take(15);
        });
        take(5);
        assertEquals(List.of("waited again"), ran);
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
