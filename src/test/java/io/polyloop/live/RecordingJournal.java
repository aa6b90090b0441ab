package io.polyloop.live;

import io.polyloop.bus.JournalStub;
import io.polyloop.bus.TopicHeads;
import io.polyloop.topic.Page;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import io.polyloop.topic.TopicState;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/** A journal of topics with one message each. It records the queries, and answers them when the test says so. */
final class RecordingJournal extends JournalStub {
    private final List<Set<TopicName>> queries = new ArrayList<>();
    private final List<TopicName> pages = new ArrayList<>();
    private final Queue<Runnable> held = new ArrayDeque<>();
    private long lastNewsNumber;

    void lastNewsNumber(long number) {
        lastNewsNumber = number;
    }

    /** The topics of each query for heads. */
    List<Set<TopicName>> queries() {
        return queries;
    }

    /** The topics of each page read. */
    List<TopicName> pages() {
        return pages;
    }

    /** Answers one query after another until none waits; returns the number of answers. */
    int answerAll() {
        int answered = 0;
        for (; !held.isEmpty(); answered++) {
            answerOne();
        }
        return answered;
    }

    void answerOne() {
        held.remove().run();
    }

    int waiting() {
        return held.size();
    }

    @Override
    public Future<Long> lastNewsNumber() {
        return Future.succeededFuture(lastNewsNumber);
    }

    @Override
    public Future<TopicHeads> heads(Collection<TopicName> topics) {
        queries.add(new HashSet<>(topics));
        return later(new TopicHeads(
                "firstone",
                topics.stream().map(topic -> new TopicState(topic, 1, 1, 0, 0)).toList()));
    }

    @Override
    public Future<Page> catchUp(TopicName topic, ReadFrom start, int limit) {
        pages.add(topic);
        return later(new Page(topic, "firstone", 1, 0, 1, null, List.of()));
    }

    private <T> Future<T> later(T answer) {
        Promise<T> promise = Promise.promise();
        held.add(() -> promise.complete(answer));
        return promise.future();
    }
}
