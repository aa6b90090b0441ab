package io.polyloop.bus;

import io.polyloop.topic.Message;
import io.polyloop.trace.Traces;
import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.DeliveryOptions;
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
    /** A header: the contexts of sampled spans, a line each. Nodes that do not know it ignore it. */
    private static final String CONTEXTS = "traces";

    /** The most data in one bus message; a batch of large messages would exceed {@code cluster.max-frame}. */
    static final int MAX_BYTES = 1 << 20;

    /** The same options, which carry the contexts of spans: first that of the commit, then those that led to it. */
    public static DeliveryOptions carrying(List<String> contexts, DeliveryOptions options) {
        return contexts.isEmpty()
                ? options
                : new DeliveryOptions(options).addHeader(CONTEXTS, String.join("\n", contexts));
    }

    /** The contexts in the headers of news. */
    public static List<String> contexts(MultiMap headers) {
        String contexts = headers.get(CONTEXTS);
        return contexts == null ? List.of() : List.of(contexts.split("\n", Traces.MAX_LINKS + 1));
    }

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
