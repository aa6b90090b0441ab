package io.polyloop.journal;

import io.polyloop.auth.Impersonation;
import io.polyloop.topic.Append;
import io.polyloop.topic.Appended;
import io.polyloop.topic.Journal;
import io.polyloop.topic.Page;
import io.polyloop.topic.Position;
import io.polyloop.topic.ProblemException;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import io.polyloop.topic.TopicState;
import io.vertx.core.Future;
import java.util.List;

/** Judges an append of a user without storing it: it is the journal behind that of the user. */
final class AppendJudge implements Journal {
    private Append allowed;

    private AppendJudge() {}

    /** Throws a {@link ProblemException} if nobody can act as this user. */
    static void checkUser(Impersonation impersonation, Object user) {
        impersonation.journal(new AppendJudge(), user);
    }

    /** The append as this user would store it. Throws a {@link ProblemException} if that is not allowed. */
    static Append judge(Append append, Impersonation impersonation, Object user) {
        AppendJudge judge = new AppendJudge();
        Future<Appended> judged = impersonation.journal(judge, user).append(append);
        if (judge.allowed == null) {
            throw ProblemException.of(judged.cause());
        }
        return judge.allowed;
    }

    @Override
    public Future<Appended> append(Append append) {
        allowed = append;
        return Future.succeededFuture();
    }

    @Override
    public Future<Page> read(TopicName topic, ReadFrom from, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<List<TopicState>> topics(String prefix, String after, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<Void> erase(TopicName topic, Position through) {
        throw new UnsupportedOperationException();
    }
}
