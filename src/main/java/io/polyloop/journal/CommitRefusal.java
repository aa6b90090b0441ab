package io.polyloop.journal;

import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import java.sql.SQLException;

/** The refusal of what was not committed. */
final class CommitRefusal {
    private CommitRefusal() {}

    static ProblemException of(Throwable failure) {
        if (failure instanceof ProblemException refusal) {
            return refusal;
        }
        if (failure instanceof InDoubtException) {
            return Problem.JOURNAL_DOWN.because(
                    "the outcome is unknown; repeat the request with the same Idempotency-Key");
        }
        return failure instanceof SQLException sql && SqlFault.of(sql) == SqlFault.CONTENTION
                ? Problem.JOURNAL_BUSY.because("other sessions kept the topics locked; nothing was stored")
                : databaseRejected();
    }

    /** The same for a transaction, which can meet others that change the same rows. */
    static ProblemException ofTransaction(Throwable failure) {
        if (failure instanceof RejectedCommitException rejected) {
            return SqlFailure.deferred(rejected.text(), "commit");
        }
        boolean conflict = failure instanceof SQLException sql
                && !(failure instanceof InDoubtException)
                && SqlFault.isRollback(sql);
        return conflict
                ? Problem.CONFLICT.because(
                        "other transactions changed the same rows, again and again; nothing was stored")
                : of(failure);
    }

    static ProblemException timedOut() {
        return Problem.JOURNAL_BUSY.because("waited for journal.timeout behind other commits; nothing was stored");
    }

    static ProblemException databaseRejected() {
        return Problem.JOURNAL_DOWN.because("the database rejected the write; nothing was stored");
    }
}
