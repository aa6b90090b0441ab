package io.polyloop.bus;

import io.polyloop.topic.Message;
import io.polyloop.trace.Traces;
import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.DeliveryOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The news of a commit: its messages, those of each topic in sequence order. It can be lost; then the messages are read
 * from the journal.
 *
 * @param epoch the history that the messages belong to
 * @param number counts the news of one journal from 1: a missing number is lost news
 */
public record News(String epoch, long number, List<Message> messages) {
    /** A header: the {@code traceparent} of each context, comma-separated. Nodes that do not know it ignore it. */
    private static final String PARENTS = "traces";
    /** A header: the {@code tracestate} of each context, a line each, if one has it. */
    private static final String STATES = "tracestates";

    /** The most data in one bus message; a batch of large messages would exceed {@code cluster.max-frame}. */
    static final int MAX_BYTES = 1 << 20;

    /** The same options, which carry the contexts of spans: first that of the commit, then those that led to it. */
    public static DeliveryOptions carrying(List<String> contexts, DeliveryOptions options) {
        if (contexts.isEmpty()) {
            return options;
        }
        DeliveryOptions traced = new DeliveryOptions(options)
                .addHeader(PARENTS, contexts.stream().map(Traces::parent).collect(Collectors.joining(",")));
        String states = contexts.stream().map(Traces::state).collect(Collectors.joining("\n"));
        return states.isBlank() ? traced : traced.addHeader(STATES, states);
    }

    /** The contexts in the headers of news. */
    public static List<String> contexts(MultiMap headers) {
        if (!headers.contains(PARENTS)) {
            return List.of();
        }
        String[] parents = headers.get(PARENTS).split(",", Traces.MAX_LINKS + 1);
        String[] states = headers.contains(STATES) ? headers.get(STATES).split("\n", -1) : new String[0];
        return IntStream.range(0, parents.length)
                .mapToObj(i -> Traces.context(parents[i], i < states.length ? states[i] : ""))
                .toList();
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
