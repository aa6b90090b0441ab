package io.polyloop.auth;

import io.polyloop.config.Verb;
import io.polyloop.topic.Append;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.topic.TopicName;
import io.vertx.core.Future;

/**
 * What one identity may do with topics. Whether the identity has expired or is revoked is for its owner to check. Any
 * thread.
 *
 * @param identity null for a client without credentials, who may do nothing
 * @param source the client and its request, for the audit log
 */
record Authorization(AuthServices auth, Identity identity, Authenticator.Source source) {

    /**
     * Whether the identity may do this with the topic. A denial is audited, and fails with {@link Problem#FORBIDDEN},
     * or with {@link Problem#UNAUTHENTICATED} without an identity.
     */
    Future<Void> check(Verb verb, TopicName topic) {
        if (identity == null) {
            return Future.failedFuture(unauthenticated());
        }
        Decision decision = auth.access().judge(identity, verb, topic);
        if (decision.allowed()) {
            return Future.succeededFuture();
        }
        source.scope().execute(() -> auth.audit().denied(identity, verb, topic, decision, source.address()));
        return Future.failedFuture(Problem.FORBIDDEN.because(AuthorizedJournal.DENIED));
    }

    /** The append as the identity may store it; fails as {@link #check} does. */
    Future<Append> allow(Append append) {
        return check(Verb.PUBLISH, append.topic()).map(allowed -> withOwnKey(append));
    }

    // Each identity has keys of its own: with those of others it could block their messages, and guess what is in them.
    private Append withOwnKey(Append append) {
        return append.key() == null
                ? append
                : new Append(
                        append.topic(),
                        append.data(),
                        Secret.hash(identity.issuer() + '\n' + identity.subject() + '\n' + append.key()),
                        append.trace());
    }

    static ProblemException unauthenticated() {
        return Problem.UNAUTHENTICATED.because("this needs credentials");
    }
}
