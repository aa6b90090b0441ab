package io.polyloop.journal;

import io.polyloop.sql.CommitResult;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Future;

/** The result of a unit of work in a batch that was committed. */
sealed interface UnitResult {
    /** Its rows and messages are durable. */
    record Done(CommitResult result) implements UnitResult {
        @Override
        public Future<CommitResult> toFuture() {
            return Future.succeededFuture(result);
        }
    }

    /** Nothing of it was stored. */
    record Refused(ProblemException reason) implements UnitResult {
        @Override
        public Future<CommitResult> toFuture() {
            return Future.failedFuture(reason);
        }
    }

    Future<CommitResult> toFuture();
}
