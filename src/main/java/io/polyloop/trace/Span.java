package io.polyloop.trace;

import java.util.List;
import java.util.stream.Stream;

/** A span in progress. Any thread. */
public interface Span {
    /** No span: traces are off, or this one is not sampled. */
    Span NONE = new Span() {};

    /** What other spans name this one by, as {@link Traces} describes it; null if it is not sampled. */
    default String context() {
        return null;
    }

    /** Adds an attribute. */
    default Span set(String key, long value) {
        return this;
    }

    /** Adds an attribute. */
    default Span set(String key, String value) {
        return this;
    }

    /** Ends it; the text of a failure is not exported, since it may quote what a client sent. */
    default void end(boolean succeeded) {}

    /** The context of this span and those that led to it, at most {@link Traces#MAX_LINKS}; none if it is not sampled. */
    default List<String> contextAnd(List<String> origins) {
        if (context() == null) {
            return List.of();
        }
        return Stream.concat(Stream.of(context()), origins.stream())
                .limit(Traces.MAX_LINKS)
                .toList();
    }
}
