package io.polyloop.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FairQueueTest {
    private final FairQueue<Integer> queue = new FairQueue<>();

    @Test
    void owners_take_turns_and_each_keeps_its_order() {
        List.of(1, 2, 3, 4).forEach(item -> queue.add("many", item));
        queue.add("one", 10);
        queue.add("two", 20);
        queue.add("two", 21);
        assertEquals(List.of(1, 10, 20, 2, 21, 3, 4), rest());
    }

    @Test
    void an_item_in_the_queue_is_not_added_again() {
        queue.add("a", 1);
        assertFalse(queue.add("a", 1));
        assertEquals(List.of(1), rest());
        assertNull(queue.poll());
    }

    @Test
    void a_drained_queue_is_empty() {
        queue.add("a", 1);
        queue.add("b", 2);
        assertEquals(List.of(1, 2), queue.drain());
        assertNull(queue.poll());
    }

    private List<Integer> rest() {
        return Stream.generate(queue::poll).takeWhile(item -> item != null).toList();
    }
}
