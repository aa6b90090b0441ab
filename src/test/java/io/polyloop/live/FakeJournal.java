package io.polyloop.live;

import io.polyloop.bus.JournalStub;
import io.polyloop.bus.TopicHeads;
import io.polyloop.topic.Message;
import io.polyloop.topic.Page;
import io.polyloop.topic.Page.Reset;
import io.polyloop.topic.Payload;
import io.polyloop.topic.Position;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import io.polyloop.topic.TopicState;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** One topic in memory. Reads are answered at once, or one by one if {@link #hold} is on. */
final class FakeJournal extends JournalStub {
    static final TopicName TOPIC = new TopicName("t");

    private final List<Message> messages = new ArrayList<>();
    private final Deque<Runnable> held = new ArrayDeque<>();
    private String epoch = "firstone";
    private long first = 1;
    private long erased;
    private boolean holding;
    private boolean down;
    private int reads;

    /** Commits {@code count} messages and returns them as news. */
    List<LiveMessage> commit(int count) {
        List<LiveMessage> news = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Message message = new Message(TOPIC, head() + 1, 0, Payload.stored("\"" + epoch + "\""));
            messages.add(message);
            news.add(new LiveMessage(epoch, message));
        }
        return news;
    }

    /** Drops the messages up to {@code seq}, inclusive, as retention does. */
    void trim(long seq) {
        first = Math.max(first, Math.min(seq, head()) + 1);
    }

    /** Erases the messages up to {@code seq}, inclusive. */
    void erase(long seq) {
        trim(seq);
        erased = seq;
    }

    /** What a query for the head returns. */
    TopicState state() {
        return new TopicState(TOPIC, head(), first, erased, 0);
    }

    /** Becomes another database, as after the restore of a backup that ends at {@code head}. */
    void replace(String newEpoch, long head) {
        epoch = newEpoch;
        messages.subList((int) Math.min(head, head()), messages.size()).clear();
        first = Math.min(first, head() + 1);
    }

    void hold(boolean hold) {
        holding = hold;
    }

    void down(boolean isDown) {
        down = isDown;
    }

    /** Answers the read that has waited longest; false if there is none. */
    boolean answerOne() {
        Runnable answer = held.poll();
        if (answer != null) {
            answer.run();
        }
        return answer != null;
    }

    int reads() {
        return reads;
    }

    long head() {
        return messages.size();
    }

    long first() {
        return first;
    }

    String epoch() {
        return epoch;
    }

    @Override
    public Future<Page> catchUp(TopicName topic, ReadFrom start, int limit) {
        reads++;
        Promise<Page> promise = Promise.promise();
        answer(() -> {
            if (down) {
                promise.fail(Problem.JOURNAL_DOWN.because("down"));
            } else {
                promise.complete(page(start, limit));
            }
        });
        return promise.future();
    }

    @Override
    public Future<TopicHeads> heads(Collection<TopicName> topics) {
        reads++;
        Promise<TopicHeads> promise = Promise.promise();
        answer(() -> {
            if (down) {
                promise.fail(Problem.JOURNAL_DOWN.because("down"));
            } else {
                promise.complete(new TopicHeads(epoch, List.of(state())));
            }
        });
        return promise.future();
    }

    private void answer(Runnable answer) {
        if (holding) {
            held.add(answer);
        } else {
            answer.run();
        }
    }

    private Page page(ReadFrom start, int limit) {
        if (start instanceof ReadFrom.Now) {
            return new Page(TOPIC, epoch, head(), erased, head(), null, List.of());
        }
        long after = first - 1;
        Reset reset = null;
        if (start instanceof ReadFrom.After from) {
            Position position = from.position();
            if (!position.epoch().equals(epoch) || position.seq() > head()) {
                reset = Reset.EPOCH;
            } else if (position.seq() < after) {
                reset = Reset.EXPIRED;
            } else {
                after = position.seq();
            }
        }
        List<Message> found = messages.subList((int) after, (int) Math.min(head(), after + limit));
        return new Page(TOPIC, epoch, head(), erased, after, reset, List.copyOf(found));
    }
}
