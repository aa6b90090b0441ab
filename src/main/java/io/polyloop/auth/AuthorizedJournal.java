package io.polyloop.auth;

import io.polyloop.config.Verb;
import io.polyloop.topic.Append;
import io.polyloop.topic.Appended;
import io.polyloop.topic.Journal;
import io.polyloop.topic.Page;
import io.polyloop.topic.Position;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import io.polyloop.topic.TopicPage;
import io.polyloop.topic.TopicState;
import io.vertx.core.Future;
import java.util.List;

/**
 * The journal as one identity may use it: what {@link Access} denies fails with {@link Problem#FORBIDDEN} and is
 * audited, and lists hold only the topics that the identity may read. Whether the identity has expired or is revoked is
 * for its owner to check. Any thread.
 */
public final class AuthorizedJournal implements Journal {
    /** The detail of every denial: one that depended on the topic would tell which topics exist. */
    public static final String DENIED = "the rules do not allow it";

    private final Journal journal;
    private final AuthServices auth;
    private final Identity identity;
    private final Authorization authorization;

    /**
     * @param identity null for a client without credentials, who may do nothing
     * @param source the client and its request, for the audit log
     */
    public AuthorizedJournal(Journal journal, AuthServices auth, Identity identity, Authenticator.Source source) {
        this.journal = journal;
        this.auth = auth;
        this.identity = identity;
        this.authorization = new Authorization(auth, identity, source);
    }

    /**
     * Whether the identity may do this with the topic. A denial is audited, and fails with {@link Problem#FORBIDDEN},
     * or with {@link Problem#UNAUTHENTICATED} without an identity.
     */
    public Future<Void> check(Verb verb, TopicName topic) {
        return authorization.check(verb, topic);
    }

    @Override
    public Future<Appended> append(Append append) {
        return authorization.allow(append).compose(journal::append);
    }

    @Override
    public Future<Page> read(TopicName topic, ReadFrom from, int limit) {
        return check(Verb.HISTORY, topic).compose(allowed -> journal.read(topic, from, limit));
    }

    @Override
    public Future<Void> erase(TopicName topic, Position through) {
        return check(Verb.ERASE, topic).compose(allowed -> journal.erase(topic, through));
    }

    /** The topics of {@link #topicPage}, which can be fewer than {@code limit} although others follow. */
    @Override
    public Future<List<TopicState>> topics(String prefix, String after, int limit) {
        return topicPage(prefix, after, limit).map(TopicPage::topics);
    }

    /**
     * The topics that the identity may subscribe to or read. A page can be short, even empty, although others follow: it
     * ends after it passed over {@link ReadableTopics#MAX_PASSED} topics that the identity may not read.
     */
    @Override
    public Future<TopicPage> topicPage(String prefix, String after, int limit) {
        if (identity == null) {
            return Future.failedFuture(Authorization.unauthenticated());
        }
        List<TopicRange> ranges =
                TopicRange.intersect(auth.access().readableRanges(identity), List.of(TopicRange.startingWith(prefix)));
        return new ReadableTopics(
                        journal, topic -> auth.access().mayRead(identity, topic), ReadableTopics.MAX_PASSED, limit)
                .read(ranges, after);
    }
}
