package io.polyloop.auth;

import io.polyloop.config.AuthSettings;
import io.polyloop.config.Verb;
import io.polyloop.topic.TopicName;

/** Decides who may do what: the only place that does. Any thread; immutable. */
public final class Access {
    /** @param settings the rules, and the claim that names the tenant */
    public Access(AuthSettings settings) {}

    /** Whether the identity may do this with the topic. Denies unless a rule allows it. */
    public Decision judge(Identity identity, Verb verb, TopicName topic) {
        return new Decision(false, 0, "no rule allows it");
    }
}
