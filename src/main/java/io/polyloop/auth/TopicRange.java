package io.polyloop.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Names of topics that are next to each other in name order.
 *
 * @param start what each of them starts with
 * @param exact whether it is the whole name of the only one
 */
record TopicRange(String start, boolean exact) implements Comparable<TopicRange> {
    /** The range of one name. */
    static TopicRange of(String name) {
        return new TopicRange(name, true);
    }

    /** The range of all names with this prefix. */
    static TopicRange startingWith(String prefix) {
        return new TopicRange(prefix, false);
    }

    boolean contains(String name) {
        return exact ? name.equals(start) : name.startsWith(start);
    }

    /** Whether none of its names comes after this one. */
    boolean endsBy(String name) {
        return name.compareTo(start) >= 0 && (exact || !name.startsWith(start));
    }

    private boolean covers(TopicRange other) {
        return exact ? equals(other) : other.start.startsWith(start);
    }

    private Stream<TopicRange> overlap(TopicRange other) {
        return covers(other) ? Stream.of(other) : Stream.of(this).filter(other::covers);
    }

    /** In name order, without those that others cover: no name is in two. */
    static List<TopicRange> merge(Stream<TopicRange> ranges) {
        List<TopicRange> merged = new ArrayList<>();
        ranges.sorted().forEach(range -> {
            if (merged.isEmpty() || !merged.get(merged.size() - 1).covers(range)) {
                merged.add(range);
            }
        });
        return merged;
    }

    /** What is in one of the first and in one of the second, merged. */
    static List<TopicRange> intersect(List<TopicRange> first, List<TopicRange> second) {
        return merge(first.stream().flatMap(range -> second.stream().flatMap(range::overlap)));
    }

    /** By the start; of two with the same, the one that covers the other comes first. */
    @Override
    public int compareTo(TopicRange other) {
        int order = start.compareTo(other.start);
        return order == 0 ? Boolean.compare(exact, other.exact) : order;
    }
}
