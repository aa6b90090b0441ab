package io.polyloop.auth;

import io.polyloop.topic.Journal;
import io.polyloop.topic.Problem;
import io.polyloop.topic.TopicName;
import io.polyloop.topic.TopicState;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** One page of the topics that an identity may read, filled by as many reads as that takes, up to a limit. Used once. */
final class ReadableTopics {
    /** The most topics that one read returns, unless more are asked for. */
    static final int READ_SIZE = 1_000;
    /** The most reads for a page: one request must not walk through all topics of a large journal. */
    static final int MAX_READS = 20;

    private final Journal journal;
    private final Predicate<TopicName> readable;
    private final String prefix;
    private final int limit;
    private final List<TopicState> page = new ArrayList<>();
    private int reads;

    ReadableTopics(Journal journal, Predicate<TopicName> readable, String prefix, int limit) {
        this.journal = journal;
        this.readable = readable;
        this.prefix = prefix;
        this.limit = limit;
    }

    Future<List<TopicState>> after(String name) {
        if (++reads > MAX_READS) {
            // Fewer topics than asked for would look like the end of the list.
            return Future.failedFuture(Problem.INVALID_PARAMETER.because(
                    "too many topics come before the next one that you may read: give a longer prefix"));
        }
        // The first read is as large as the page: most identities may read most of what they list.
        int size = reads == 1 ? limit : Math.max(limit, READ_SIZE);
        return journal.topics(prefix, name, size).compose(found -> take(found, size));
    }

    private Future<List<TopicState>> take(List<TopicState> found, int size) {
        found.stream()
                .filter(state -> readable.test(state.topic()))
                .limit(limit - page.size())
                .forEach(page::add);
        boolean complete = page.size() == limit || found.size() < size;
        return complete
                ? Future.succeededFuture(page)
                : after(found.get(found.size() - 1).topic().value());
    }
}
