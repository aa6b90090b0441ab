package io.polyloop.bus;

import io.polyloop.topic.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * That these messages were committed together, each topic's in sequence order. Only news: it may be lost, and what it
 * tells can always be read from the journal.
 *
 * @param epoch the history they belong to
 * @param number counts the news of one journal from 1: a number left out is news that was lost
 */
public record News(String epoch, long number, List<Message> messages) {
    /** Bytes of data in one message of the bus; a batch of large messages would pass {@code cluster.max-frame}. */
    static final int MAX_BYTES = 1 << 20;

    /**
     * The news of one commit, numbered from {@code number} on; mostly one. No part has more than about 1 MiB, or one
     * message.
     */
    public static List<News> split(String epoch, long number, List<Message> committed) {
        List<News> parts = new ArrayList<>(1);
        int start = 0;
        long bytes = 0;
        for (int i = 0; i < committed.size(); i++) {
            int size = committed.get(i).data().size();
            if (i > start && bytes + size > MAX_BYTES) {
                parts.add(new News(epoch, number + parts.size(), committed.subList(start, i)));
                start = i;
                bytes = 0;
            }
            bytes += size;
        }
        parts.add(new News(epoch, number + parts.size(), committed.subList(start, committed.size())));
        return parts;
    }
}
