package io.polyloop.live;

import io.polyloop.topic.Page;
import io.polyloop.topic.Position;
import io.polyloop.topic.ReadFrom;

/**
 * Where a subscription begins, as far as a page of the journal or the tail can tell.
 *
 * @param firstSeq the first sequence number it gets
 * @param reset why that is not where it asked to begin, or null
 */
record ResumePoint(long firstSeq, Page.Reset reset) {

    /** What {@code page}, read for {@code asked}, means for {@code start}; null if nothing. */
    static ResumePoint of(ReadFrom start, Page page, ReadFrom asked) {
        if (start instanceof ReadFrom.Now) {
            return new ResumePoint(page.head() + 1, null);
        }
        if (start.equals(asked)) {
            return new ResumePoint(page.after() + 1, page.reset());
        }
        return start instanceof ReadFrom.After after && isWithin(after.position(), page)
                ? new ResumePoint(after.position().seq() + 1, null)
                : null;
    }

    /** What the tail alone means for {@code start}; null if nothing. */
    static ResumePoint of(ReadFrom start, HistoryView history) {
        return start instanceof ReadFrom.After after && isInTail(after.position(), history)
                ? new ResumePoint(after.position().seq() + 1, null)
                : null;
    }

    // The message after it is as good: that it is there says that the position is one of this history.
    private static boolean isInTail(Position position, HistoryView history) {
        TopicTail run = history.tail();
        return position.epoch().equals(history.epoch())
                && (run.get(position.seq()) != null || run.get(position.seq() + 1) != null);
    }

    private static boolean isWithin(Position position, Page page) {
        return position.epoch().equals(page.epoch()) && position.seq() >= page.after() && position.seq() <= page.last();
    }
}
