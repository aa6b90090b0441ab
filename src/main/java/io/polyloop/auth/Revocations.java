package io.polyloop.auth;

import io.polyloop.auth.Revocation.Kind;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The revocations that this node knows. Thread-safe; reading takes no lock. The journal limits their number. */
public final class Revocations {
    /** What a revocation is about; the issuer is empty for a key and a session. */
    private record Subject(Kind kind, String issuer, String value) {
        static Subject of(Kind kind, String issuer, String value) {
            return new Subject(kind, issuer == null ? "" : issuer, value);
        }
    }

    private volatile Map<Subject, Revocation> known = new ConcurrentHashMap<>();

    /** Whether this identity is revoked: its subject, token, key or session. */
    public boolean isRevoked(Identity identity) {
        Map<Subject, Revocation> current = known;
        return !current.isEmpty()
                && (hasRevokedSubject(current, identity)
                        || hasRevokedToken(current, identity)
                        || has(current, Kind.SESSION, null, identity.session()));
    }

    /** Adds revocations; one of the same subject, token, key or session is replaced. */
    public void add(Collection<Revocation> added) {
        put(known, added);
    }

    /** Replaces all revocations by these. */
    public void replace(Collection<Revocation> all) {
        Map<Subject, Revocation> next = new ConcurrentHashMap<>();
        put(next, all);
        known = next;
    }

    /** Forgets revocations that concern nothing valid any more. */
    public void removeExpired(Instant now) {
        known.values().removeIf(revocation -> revocation.expiresAt().isBefore(now));
    }

    private static void put(Map<Subject, Revocation> revocations, Collection<Revocation> added) {
        added.forEach(revocation ->
                revocations.put(Subject.of(revocation.kind(), revocation.issuer(), revocation.value()), revocation));
    }

    private static boolean hasRevokedSubject(Map<Subject, Revocation> current, Identity identity) {
        Revocation found = current.get(Subject.of(Kind.SUBJECT, identity.issuer(), identity.subject()));
        return found != null
                && (identity.issuedAt() == null || !identity.issuedAt().isAfter(found.at()));
    }

    private static boolean hasRevokedToken(Map<Subject, Revocation> current, Identity identity) {
        return identity.issuer().equals(Identity.SERVICE_KEYS)
                ? has(current, Kind.KEY, null, identity.tokenId())
                : has(current, Kind.TOKEN, identity.issuer(), identity.tokenId());
    }

    private static boolean has(Map<Subject, Revocation> current, Kind kind, String issuer, String value) {
        return value != null && current.containsKey(Subject.of(kind, issuer, value));
    }
}
