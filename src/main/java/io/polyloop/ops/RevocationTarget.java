package io.polyloop.ops;

import io.polyloop.auth.CredentialVerifier;
import io.polyloop.auth.Identity;
import io.polyloop.auth.Revocation;
import io.polyloop.auth.Revocation.Kind;
import io.polyloop.config.AuthSettings;
import io.polyloop.config.IssuerSettings;
import io.polyloop.topic.Message;
import io.polyloop.topic.Problem;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What an administrator revokes, in the fields of a body or a query: {@code subject} or {@code tokenId} with an
 * {@code issuer}, or {@code key}.
 *
 * @param issuer null for a key
 */
record RevocationTarget(Kind kind, String issuer, String value) {
    private static final String ISSUER = "issuer";
    /** As {@code key create} makes it. */
    private static final Pattern KEY_ID = Pattern.compile("[0-9a-f]{12}");

    private static final Map<String, Kind> KINDS =
            Map.of("subject", Kind.SUBJECT, "tokenId", Kind.TOKEN, "key", Kind.KEY);

    /** Fails with {@link Problem#INVALID_PARAMETER} for any other fields. */
    static RevocationTarget of(Map<String, String> fields, AuthSettings settings) {
        TreeSet<String> names = new TreeSet<>(fields.keySet());
        boolean hasIssuer = names.remove(ISSUER);
        Kind kind = names.size() == 1 ? KINDS.get(names.first()) : null;
        if (kind == null || kind == Kind.KEY && hasIssuer) {
            throw Problem.INVALID_PARAMETER.because(
                    "send subject or tokenId, each with its issuer, or key; there are no other fields");
        }
        fields.forEach(RevocationTarget::checkText);
        String issuer = kind == Kind.KEY ? null : issuer(kind, fields.get(ISSUER), settings);
        return new RevocationTarget(kind, issuer, fields.get(names.first()));
    }

    /**
     * Fails with {@link Problem#INVALID_PARAMETER} for the name of a service key, or anything else that cannot be an id:
     * it would be stored, and the key would go on working.
     */
    void checkKey(CredentialVerifier verifier) {
        // An id need not be in the file of this node: it can be removed there already, or added on another node.
        if (kind == Kind.KEY && !KEY_ID.matcher(value).matches() && !isInFile(verifier)) {
            throw Problem.INVALID_PARAMETER.because(
                    "no service key has this id; java -jar polyloop.jar key list shows the ids");
        }
    }

    /** An id that was written by hand has another form. */
    private boolean isInFile(CredentialVerifier verifier) {
        return verifier.holds(
                new Identity(Identity.SERVICE_KEYS, value, null, value, null, null, Instant.MAX, Map.of()));
    }

    /** The revocation of everything that was issued until now. */
    Revocation at(Instant now, AuthSettings settings) {
        // A service key has no time of issue and does not expire.
        boolean forever = kind == Kind.KEY || issuer.equals(Identity.SERVICE_KEYS);
        Instant lastExpiry = now.plus(settings.maxAge()).plus(settings.clockSkew());
        return new Revocation(kind, issuer, value, now, forever ? Instant.MAX : lastExpiry);
    }

    /** A stored revocation, in the fields of a request and with its times. */
    static JsonObject json(Revocation revocation) {
        JsonObject json = new JsonObject().put(field(revocation.kind()), revocation.value());
        if (revocation.issuer() != null) {
            json.put(ISSUER, revocation.issuer());
        }
        json.put("at", Message.time(revocation.at().toEpochMilli()));
        return revocation.expiresAt().equals(Instant.MAX)
                ? json
                : json.put("expiresAt", Message.time(revocation.expiresAt().toEpochMilli()));
    }

    /** For the audit log. */
    @Override
    public String toString() {
        return field(kind) + " " + value + (issuer == null ? "" : " of " + issuer);
    }

    private static String field(Kind kind) {
        return KINDS.entrySet().stream()
                .filter(entry -> entry.getValue() == kind)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("session");
    }

    private static void checkText(String field, String text) {
        if (!Revocation.isValue(text)) {
            throw Problem.INVALID_PARAMETER.because(
                    field + " must have 1 to " + Revocation.MAX_LENGTH + " characters, without control characters");
        }
    }

    private static String issuer(Kind kind, String given, AuthSettings settings) {
        List<String> configured =
                settings.issuers().stream().map(IssuerSettings::issuer).toList();
        if (given == null && configured.size() == 1) {
            return configured.get(0);
        }
        // With service keys and no issuer, a subject is that of a key: the development key would revoke nothing.
        boolean ofKey = kind == Kind.SUBJECT && !settings.keysFile().isEmpty();
        if (given == null && configured.isEmpty() && !ofKey) {
            return Identity.DEVELOPMENT;
        }
        List<String> known = new ArrayList<>(configured);
        known.addAll(List.of(Identity.SERVICE_KEYS, Identity.DEVELOPMENT));
        if (!known.contains(given)) {
            // A wrong issuer would be stored and would revoke nothing.
            throw Problem.INVALID_PARAMETER.because("issuer must be one of " + String.join(", ", known));
        }
        return given;
    }
}
