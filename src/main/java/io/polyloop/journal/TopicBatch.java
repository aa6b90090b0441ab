package io.polyloop.journal;

import io.polyloop.topic.Append;
import io.polyloop.topic.Appended;
import io.polyloop.topic.Message;
import io.polyloop.topic.Payload;
import io.polyloop.topic.TopicName;
import java.util.ArrayList;
import java.util.List;

/** The appends of one batch that go to one topic: which of them are new, and what becomes of each. */
final class TopicBatch {
    /** @param index its place in the whole batch */
    private record Entry(int index, Append append) {}

    private final TopicName topic;
    private final StoredKeys keys;
    private final List<Entry> repeats = new ArrayList<>();
    private List<Entry> fresh = new ArrayList<>();
    private int count;
    private boolean keyed;
    private long head;
    private long at;

    TopicBatch(TopicName topic, StoredKeys keys) {
        this.topic = topic;
        this.keys = keys;
    }

    void add(int index, Append append) {
        fresh.add(new Entry(index, append));
        count += append.count();
        keyed |= append.key() != null;
    }

    TopicName topic() {
        return topic;
    }

    /** Whether any of them has a key. */
    boolean keyed() {
        return keyed;
    }

    /** How many messages are to be stored. */
    int count() {
        return count;
    }

    /** Sets aside those whose key was there before. */
    void claim() {
        List<Entry> all = fresh;
        fresh = new ArrayList<>(all.size());
        for (Entry entry : all) {
            if (entry.append().key() == null || keys.claim(entry.append(), entry.index())) {
                fresh.add(entry);
            } else {
                repeats.add(entry);
                count -= entry.append().count();
            }
        }
    }

    /** The topic's row as it is now; its time is that of the new messages. */
    void advanced(long newHead, long time) {
        head = newHead;
        at = time;
    }

    /** Gives the new messages their numbers, the last of which is the head. */
    void number(String epoch, AppendResult[] outcomes, List<Message> messages) {
        long seq = head - count + 1;
        for (Entry entry : fresh) {
            Append append = entry.append();
            outcomes[entry.index()] = AppendResult.of(new Appended(topic, epoch, seq, append.count(), at, false));
            for (Payload data : append.data()) {
                messages.add(new Message(topic, seq++, at, data));
            }
        }
    }

    /** Answers those set aside. */
    void settle(AppendResult[] outcomes) {
        for (Entry repeat : repeats) {
            outcomes[repeat.index()] = keys.repeat(repeat.append(), claimed -> outcomes[claimed].appended());
        }
    }
}
