package io.polyloop.journal;

import io.polyloop.sql.CommitResult;
import io.polyloop.topic.Append;
import io.polyloop.topic.AppendResult;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Promise;
import java.util.Iterator;

/** An append or a unit of work that waits for its commit. */
sealed interface Queued {
    Deadline deadline();

    /** Messages, and statements. */
    int size();

    long bytes();

    /** Takes its result from those of its batch. */
    void complete(Iterator<AppendResult> appends, Iterator<UnitResult> units);

    void refuse(ProblemException reason);

    /** An append on its own. */
    record OfAppend(Append append, Deadline deadline, Promise<AppendResult> promise) implements Queued {
        @Override
        public int size() {
            return append.count();
        }

        @Override
        public long bytes() {
            return append.bytes();
        }

        @Override
        public void complete(Iterator<AppendResult> appends, Iterator<UnitResult> units) {
            promise.complete(appends.next());
        }

        @Override
        public void refuse(ProblemException reason) {
            promise.complete(new AppendResult.Refused(reason));
        }
    }

    /** A unit of work. */
    record OfUnit(Unit unit, Deadline deadline, Promise<CommitResult> promise) implements Queued {
        @Override
        public int size() {
            return unit.size();
        }

        @Override
        public long bytes() {
            return unit.bytes();
        }

        @Override
        public void complete(Iterator<AppendResult> appends, Iterator<UnitResult> units) {
            units.next().answer(promise);
        }

        @Override
        public void refuse(ProblemException reason) {
            promise.fail(reason);
        }
    }
}
