package io.polyloop.auth;

import io.polyloop.config.AuthMode;
import io.polyloop.config.AuthSettings;
import io.polyloop.config.RuleSettings;
import io.polyloop.config.TopicPattern;
import io.polyloop.config.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Identities, rules and settings for tests. */
final class Identities {
    static final String ISSUER = "https://id.example.org/";

    private Identities() {}

    static Identity ada(Map<String, Object> claims) {
        return identity(ISSUER, "ada", null, claims);
    }

    static Identity identity(String issuer, String subject, String tenant, Map<String, Object> claims) {
        return new Identity(issuer, subject, tenant, null, null, null, Instant.MAX, claims);
    }

    /** A rule that allows everything for the topics. */
    static RuleSettings rule(String topics) {
        return rule(topics, EnumSet.allOf(Verb.class), Map.of());
    }

    static RuleSettings rule(String topics, Set<Verb> allow, Map<String, List<Object>> when) {
        return new RuleSettings(TopicPattern.parse(topics), allow, when);
    }

    static Access access(RuleSettings... rules) {
        return access("", rules);
    }

    static Access access(String tenantClaim, RuleSettings... rules) {
        return new Access(settings(AuthMode.TOKEN, tenantClaim, rules));
    }

    static AuthSettings settings(AuthMode mode, String tenantClaim, RuleSettings... rules) {
        Duration any = Duration.ofMinutes(1);
        return new AuthSettings(
                mode, List.of(), "", tenantClaim, List.of(rules), any, any, any, any, any, any, true, 1 << 20);
    }

    /** What judges by these rules, and nothing else. */
    static AuthServices services(AuthMode mode, RuleSettings... rules) {
        AuthSettings settings = settings(mode, "", rules);
        return services(settings, new VerifierStub());
    }

    static AuthServices services(AuthSettings settings, CredentialVerifier verifier) {
        return new AuthServices(settings, verifier, null, new Access(settings), new Revocations(), new AuditLog());
    }
}
