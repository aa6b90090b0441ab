package io.polyloop.bus;

import io.polyloop.topic.Append;
import io.polyloop.topic.Appended;
import io.polyloop.topic.Page;
import io.polyloop.topic.Position;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import io.polyloop.topic.TopicState;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;

/** A journal that supports nothing; a test's fake overrides what it needs. */
public abstract class JournalStub implements ReplayJournal {
    @Override
    public Future<Appended> append(Append append) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<Page> read(TopicName topic, ReadFrom from, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<Page> catchUp(TopicName topic, ReadFrom from, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<Long> lastNewsNumber() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<TopicHeads> heads(Collection<TopicName> topics) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<Void> erase(TopicName topic, Position through) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<List<TopicState>> topics(String prefix, String after, int limit) {
        throw new UnsupportedOperationException();
    }
}
