package io.polyloop.auth;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.auth.Revocation.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RevocationsTest {
    private static final Instant AT = Instant.parse("2026-11-29T08:00:00Z");
    private static final String ISSUER = "https://id.example.org/";

    private final Revocations revocations = new Revocations();

    @Test
    void without_revocations_nobody_is_revoked() {
        assertFalse(revocations.isRevoked(identity(ISSUER, "ada", "t1", null, null)));
    }

    @Test
    void a_token_issued_before_or_at_the_revocation_of_its_subject_is_revoked() {
        add(Kind.SUBJECT, ISSUER, "ada");
        assertTrue(revocations.isRevoked(identity(ISSUER, "ada", "t1", null, AT.minusSeconds(1))));
        assertTrue(revocations.isRevoked(identity(ISSUER, "ada", "t1", null, AT)));
        assertFalse(revocations.isRevoked(identity(ISSUER, "ada", "t1", null, AT.plusMillis(1))));
    }

    @Test
    void a_token_without_a_time_of_issue_is_revoked_with_its_subject() {
        add(Kind.SUBJECT, ISSUER, "ada");
        assertTrue(revocations.isRevoked(identity(ISSUER, "ada", null, null, null)));
    }

    @Test
    void a_subject_of_the_same_name_of_another_issuer_is_not_revoked() {
        add(Kind.SUBJECT, ISSUER, "ada");
        assertFalse(revocations.isRevoked(identity("https://other.example.org/", "ada", "t1", null, null)));
        assertFalse(revocations.isRevoked(identity(ISSUER, "bob", "ada", null, null)));
    }

    @Test
    void a_token_is_revoked_by_its_id_and_issuer() {
        add(Kind.TOKEN, ISSUER, "t1");
        assertTrue(revocations.isRevoked(identity(ISSUER, "ada", "t1", null, AT.plusSeconds(9))));
        assertFalse(revocations.isRevoked(identity(ISSUER, "ada", "t2", null, AT)));
        assertFalse(revocations.isRevoked(identity(ISSUER, "ada", null, null, AT)));
        assertFalse(revocations.isRevoked(identity("https://other.example.org/", "ada", "t1", null, AT)));
    }

    @Test
    void a_service_key_is_revoked_by_its_id() {
        add(Kind.KEY, null, "k1");
        assertTrue(revocations.isRevoked(identity(Identity.SERVICE_KEYS, "billing", "k1", null, null)));
        assertFalse(revocations.isRevoked(identity(Identity.SERVICE_KEYS, "billing", "k2", null, null)));
        assertFalse(revocations.isRevoked(identity(ISSUER, "billing", "k1", null, null)));
    }

    @Test
    void a_session_is_revoked_by_its_hash() {
        add(Kind.SESSION, null, "h1");
        assertTrue(revocations.isRevoked(identity(ISSUER, "ada", "t1", "h1", AT)));
        assertFalse(revocations.isRevoked(identity(ISSUER, "ada", "t1", "h2", AT)));
    }

    @Test
    void a_reload_replaces_what_was_known() {
        add(Kind.KEY, null, "k1");
        revocations.replace(List.of(revocation(Kind.KEY, null, "k2")));

        assertFalse(revocations.isRevoked(identity(Identity.SERVICE_KEYS, "billing", "k1", null, null)));
        assertTrue(revocations.isRevoked(identity(Identity.SERVICE_KEYS, "billing", "k2", null, null)));
    }

    @Test
    void expired_revocations_are_forgotten() {
        add(Kind.KEY, null, "k1");
        revocations.add(List.of(new Revocation(Kind.TOKEN, ISSUER, "t1", AT, AT.plusSeconds(60))));
        revocations.removeExpired(AT.plusSeconds(60));
        assertTrue(revocations.isRevoked(identity(ISSUER, "ada", "t1", null, AT)));
        revocations.removeExpired(AT.plusSeconds(61));

        assertFalse(revocations.isRevoked(identity(ISSUER, "ada", "t1", null, AT)));
        assertTrue(revocations.isRevoked(identity(Identity.SERVICE_KEYS, "billing", "k1", null, null)));
    }

    private void add(Kind kind, String issuer, String value) {
        revocations.add(List.of(revocation(kind, issuer, value)));
    }

    private static Revocation revocation(Kind kind, String issuer, String value) {
        return new Revocation(kind, issuer, value, AT, Instant.MAX);
    }

    private static Identity identity(String issuer, String subject, String token, String session, Instant issued) {
        return new Identity(issuer, subject, null, token, session, issued, Instant.MAX, Map.of());
    }
}
