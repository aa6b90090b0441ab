package io.polyloop.live;

import io.polyloop.topic.Page;
import io.polyloop.topic.Position;
import io.polyloop.topic.ReadFrom;

/**
 * Where a subscription starts.
 *
 * @param epoch the history in which it starts
 * @param head the head of the topic at that time
 * @param firstSeq the seq of the first message for the subscription
 * @param reset why this is not where the client wanted to start; null if it is
 */
record ResumePoint(String epoch, long head, long firstSeq, Page.Reset reset) {

    /** The point for {@code start} as far as a page shows it, which was read from {@code from}; null if it does not. */
    static ResumePoint inPage(ReadFrom start, Page page, ReadFrom from) {
        if (start instanceof ReadFrom.Now) {
            return new ResumePoint(page.epoch(), page.head(), page.head() + 1, null);
        }
        if (start.equals(from)) {
            return new ResumePoint(page.epoch(), page.head(), page.after() + 1, page.reset());
        }
        return start instanceof ReadFrom.After after && contains(page, after.position())
                ? new ResumePoint(page.epoch(), page.head(), after.position().seq() + 1, null)
                : null;
    }

    /** The point for {@code start} as far as the tail shows it; null if it does not. */
    static ResumePoint inTail(ReadFrom start, HistoryView history) {
        return start instanceof ReadFrom.After after && contains(history, after.position())
                ? new ResumePoint(
                        history.epoch(), history.head(), after.position().seq() + 1, null)
                : null;
    }

    // The message after the position is enough: it shows that this history has given the position.
    private static boolean contains(HistoryView history, Position position) {
        TopicTail tail = history.tail();
        return position.epoch().equals(history.epoch())
                && (tail.get(position.seq()) != null || tail.get(position.seq() + 1) != null);
    }

    private static boolean contains(Page page, Position position) {
        return position.epoch().equals(page.epoch()) && position.seq() >= page.after() && position.seq() <= page.last();
    }
}
