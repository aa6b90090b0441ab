package io.polyloop.journal;

import io.polyloop.sql.CommitResult;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Promise;

/** The result of a unit of work in a batch that was committed. */
sealed interface UnitResult {
    /** Its rows and messages are durable. */
    record Done(CommitResult result) implements UnitResult {
        @Override
        public void answer(Promise<CommitResult> promise) {
            promise.complete(result);
        }
    }

    /** Nothing of it was stored. */
    record Refused(ProblemException reason) implements UnitResult {
        @Override
        public void answer(Promise<CommitResult> promise) {
            promise.fail(reason);
        }
    }

    /** Nothing of it was stored: the units before it took the time of the batch. The next batch has it. */
    record Postponed() implements UnitResult {
        @Override
        public void answer(Promise<CommitResult> promise) {
            // The next batch does.
        }
    }

    void answer(Promise<CommitResult> promise);
}
