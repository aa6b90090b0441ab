package io.polyloop.bus;

import io.polyloop.topic.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * The news of a commit: its messages, those of each topic in sequence order. It can be lost; then the messages are read
 * from the journal.
 *
 * @param epoch the history that the messages belong to
 * @param number counts the news of one journal from 1: a missing number is lost news
 */
public record News(String epoch, long number, List<Message> messages) {
    /** A header: the contexts of sampled traces, comma-separated. Nodes that do not know it ignore it. */
    public static final String TRACES = "traces";

    /** The most data in one bus message; a batch of large messages would exceed {@code cluster.max-frame}. */
    static final int MAX_BYTES = 1 << 20;

    /**
     * Splits a commit into news of at most about 1 MiB, or one message, numbered from {@code number}. Most commits are
     * one part.
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
