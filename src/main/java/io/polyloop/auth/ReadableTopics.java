package io.polyloop.auth;

import io.polyloop.topic.Journal;
import io.polyloop.topic.TopicName;
import io.polyloop.topic.TopicPage;
import io.polyloop.topic.TopicState;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * One page of the topics that an identity may read. It reads only the ranges in which such topics can be: the answer,
 * and how long it takes, would otherwise show how many topics others have. Used once.
 */
final class ReadableTopics {
    /** The most topics that one read returns, unless more are asked for. */
    static final int READ_SIZE = 1_000;
    /**
     * About how many topics a page passes over before it ends early: a range holds those that the identity may not read
     * if a pattern has a segment after a wildcard.
     */
    static final int MAX_PASSED = 20_000;

    private final Journal journal;
    private final Predicate<TopicName> readable;
    private final int maxPassed;
    private final int limit;
    private final List<TopicState> found = new ArrayList<>();
    private int passed;

    /** @param maxPassed usually {@link #MAX_PASSED} */
    ReadableTopics(Journal journal, Predicate<TopicName> readable, int maxPassed, int limit) {
        this.journal = journal;
        this.readable = readable;
        this.maxPassed = maxPassed;
        this.limit = limit;
    }

    /**
     * The topics of the ranges after this name.
     *
     * @param ranges in name order, of which no two have a name in common
     */
    Future<TopicPage> read(List<TopicRange> ranges, String after) {
        List<TopicRange> rest =
                ranges.stream().filter(range -> !range.endsBy(after)).toList();
        return rest.isEmpty()
                ? Future.succeededFuture(TopicPage.of(found, limit))
                : read(rest, after, max(after, rest.get(0).start()));
    }

    /** @param begin where the reads of the first range began */
    private Future<TopicPage> read(List<TopicRange> ranges, String after, String begin) {
        TopicRange range = ranges.get(0);
        int size = range.exact() ? 1 : readSize();
        return journal.topics(range.start(), after, size).compose(states -> {
            // A longer name can follow that of a single topic.
            List<TopicState> inside = states.stream()
                    .filter(state -> range.contains(state.topic().value()))
                    .toList();
            inside.forEach(this::take);
            String last = inside.isEmpty() ? after : lastName(inside);
            if (found.size() > limit) {
                return Future.succeededFuture(TopicPage.of(found, limit));
            }
            if (passed >= maxPassed && !inside.isEmpty()) {
                return Future.succeededFuture(new TopicPage(found, position(begin, last)));
            }
            boolean more = inside.size() == size && !range.exact();
            return more ? read(ranges, last, begin) : read(ranges.subList(1, ranges.size()), last);
        });
    }

    private static String lastName(List<TopicState> states) {
        return states.get(states.size() - 1).topic().value();
    }

    // As much as is still needed, until something was passed over: usually a range holds nothing to pass over.
    private int readSize() {
        int needed = limit + 1 - found.size();
        return passed == 0 ? needed : Math.max(needed, Math.min(READ_SIZE, maxPassed));
    }

    private void take(TopicState state) {
        if (!readable.test(state.topic())) {
            passed++;
        } else if (found.size() <= limit) {
            found.add(state);
        }
    }

    /**
     * Where the next page starts: at the last topic that was found, or else between {@code begin} and {@code last}. The
     * name of {@code last}, which the identity may not read, is cut to the shortest text that still makes progress.
     */
    private String position(String begin, String last) {
        if (!found.isEmpty()) {
            return lastName(found);
        }
        int same = 0;
        while (same < Math.min(begin.length(), last.length()) && begin.charAt(same) == last.charAt(same)) {
            same++;
        }
        return last.substring(0, Math.min(same + 1, last.length()));
    }

    private static String max(String first, String second) {
        return first.compareTo(second) < 0 ? second : first;
    }
}
