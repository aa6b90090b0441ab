package io.polyloop.topic;

import io.vertx.core.Future;

/** The result of an append: acknowledged ({@link Appended}) or refused. */
public sealed interface AppendResult permits Appended, AppendResult.Refused {

    /** Nothing was stored, unless the reason is {@link Problem#JOURNAL_DOWN}, whose detail says if that is unknown. */
    record Refused(ProblemException reason) implements AppendResult {
        @Override
        public Future<Appended> toFuture() {
            return Future.failedFuture(reason);
        }
    }

    /** This result as a completed future; a refusal is its failure. */
    Future<Appended> toFuture();
}
