package io.polyloop.topic;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;

/** What became of an append: acknowledged ({@link Appended}) or refused. */
public sealed interface AppendResult permits Appended, AppendResult.Refused {

    /** Nothing was stored, except after {@link Problem#JOURNAL_DOWN}, which may leave that open. */
    record Refused(ProblemException reason) implements AppendResult {
        @Override
        public Future<Appended> toFuture() {
            return Future.failedFuture(reason);
        }
    }

    /** This result as a completed future; a refusal is its failure. */
    Future<Appended> toFuture();

    /** The result of an append that ended like this. */
    static AppendResult of(AsyncResult<Appended> ended) {
        return ended.succeeded() ? ended.result() : new Refused(ProblemException.of(ended.cause()));
    }
}
