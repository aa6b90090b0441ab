package io.polyloop.web;

import io.polyloop.auth.AuthServices;
import io.polyloop.auth.Authenticator;
import io.polyloop.auth.AuthorizedJournal;
import io.polyloop.auth.Identity;
import io.polyloop.config.Verb;
import io.polyloop.live.Hub;
import io.polyloop.live.OnSlow;
import io.polyloop.live.Subscriber;
import io.polyloop.live.Subscription;
import io.polyloop.topic.Journal;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import io.vertx.ext.web.RoutingContext;

/**
 * The topics as one client can use them: the journal and the hub, bound to its identity. A handler gets this and
 * nothing else. On one event loop.
 */
interface ClientTopics {
    /** The journal, which refuses what the client may not do. */
    Journal journal();

    /** Throws {@link io.polyloop.topic.Problem#FORBIDDEN} unless the client may do this with the topic. */
    void check(Verb verb, TopicName topic);

    /** Throws {@link io.polyloop.topic.Problem#FORBIDDEN} unless the client may subscribe, and read the history if it wants to. */
    void checkSubscribe(TopicName topic, ReadFrom start);

    /** Subscribes, as {@link Hub#subscribe}, after {@link #checkSubscribe}. */
    Subscription subscribe(TopicName topic, ReadFrom start, OnSlow onSlow, Subscriber subscriber);

    /** What the maker of this request can do. The gate has set it. */
    static ClientTopics of(RoutingContext context) {
        return context.get(ClientTopics.class.getName());
    }

    /** Binds topics to identities. */
    final class Factory {
        private final AuthServices auth;
        private final Journal journal;
        private final Hub hub;
        private final ClientTopics all;

        Factory(AuthServices auth, Journal journal, Hub hub) {
            this.auth = auth;
            this.journal = journal;
            this.hub = hub;
            this.all = new All(journal, hub);
        }

        /**
         * The topics of an identity; null is a client without credentials, who may do nothing if clients have to
         * authenticate.
         *
         * @param source the client and its request, for the audit log
         */
        ClientTopics of(Identity identity, Authenticator.Source source) {
            return auth.settings().required()
                    ? new Judged(new AuthorizedJournal(journal, auth, identity, source), hub)
                    : all;
        }
    }

    /** Without authentication. */
    record All(Journal journal, Hub hub) implements ClientTopics {
        @Override
        public void check(Verb verb, TopicName topic) {
            // Everyone may.
        }

        @Override
        public void checkSubscribe(TopicName topic, ReadFrom start) {
            // Everyone may.
        }

        @Override
        public Subscription subscribe(TopicName topic, ReadFrom start, OnSlow onSlow, Subscriber subscriber) {
            return hub.subscribe(topic, start, onSlow, subscriber);
        }
    }

    /** With authentication. */
    record Judged(AuthorizedJournal journal, Hub hub) implements ClientTopics {
        @Override
        public void checkSubscribe(TopicName topic, ReadFrom start) {
            check(Verb.SUBSCRIBE, topic);
            if (!(start instanceof ReadFrom.Now)) {
                check(Verb.HISTORY, topic);
            }
        }

        @Override
        public Subscription subscribe(TopicName topic, ReadFrom start, OnSlow onSlow, Subscriber subscriber) {
            checkSubscribe(topic, start);
            return hub.subscribe(topic, start, onSlow, subscriber);
        }

        @Override
        public void check(Verb verb, TopicName topic) {
            if (journal.check(verb, topic).cause() instanceof RuntimeException denied) {
                throw denied;
            }
        }
    }
}
