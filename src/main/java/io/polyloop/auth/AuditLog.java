package io.polyloop.auth;

import io.polyloop.config.Verb;
import io.polyloop.topic.TopicName;

/** Writes denials, authentication and administration to the logger {@code audit}, one JSON object a line. Any thread. */
public final class AuditLog {
    /** A decision about a topic was a denial. */
    public void denied(Identity identity, Verb verb, TopicName topic, Decision decision, String address) {}

    /**
     * Credentials were accepted.
     *
     * @param door {@code http}, {@code websocket} or {@code sse}
     */
    public void authenticated(Identity identity, String door, String address) {}

    /** Credentials were refused; {@code reason} quotes nothing of them. */
    public void rejected(String door, String reason, String address) {}

    /**
     * Something was administered: a revocation, a session or ticket made or ended.
     *
     * @param action such as {@code revoke}
     * @param target what it was done to
     */
    public void administered(String actor, String action, String target) {}
}
