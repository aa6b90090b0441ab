package io.polyloop.live;

import io.polyloop.topic.Page;
import io.polyloop.topic.ProblemException;
import io.polyloop.topic.ReadFrom;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;

/**
 * One answer of the journal for several subscriptions of a topic. They take turns, one batch each, so that a page for
 * thousands of them does not block the event loop. On their hub's event loop.
 */
final class SharedRead {
    private final ReadFrom from;
    private final Function<Page, List<LiveMessage>> receiver;
    private final CatchUpScheduler catchUps;
    private final Runnable onDelivered;
    // event loop only
    private final Queue<Subscription> readers;
    private Page page;
    private List<LiveMessage> messages;

    /**
     * @param from where the journal is read from
     * @param receiver takes the page first, and returns its messages for the readers
     * @param onDelivered runs once no reader needs more of the page
     */
    SharedRead(
            Collection<Subscription> readers,
            ReadFrom from,
            Function<Page, List<LiveMessage>> receiver,
            CatchUpScheduler catchUps,
            Runnable onDelivered) {
        this.readers = new ArrayDeque<>(readers);
        this.from = from;
        this.receiver = receiver;
        this.catchUps = catchUps;
        this.onDelivered = onDelivered;
    }

    ReadFrom from() {
        return from;
    }

    void onPage(Page answer) {
        page = answer;
        messages = receiver.apply(answer);
        catchUps.add(this::writeStep);
    }

    void onFailure(ProblemException refusal) {
        readers.forEach(reader -> reader.onReadFailed(refusal));
    }

    private int writeStep() {
        int written = 0;
        Subscription reader = readers.poll();
        if (reader != null) {
            written = reader.onPage(page, messages, from);
            if (reader.canWriteFrom(page)) {
                readers.add(reader);
            }
        }
        if (readers.isEmpty()) {
            onDelivered.run();
        } else {
            catchUps.add(this::writeStep);
        }
        return written;
    }
}
