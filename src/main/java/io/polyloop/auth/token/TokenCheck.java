package io.polyloop.auth.token;

import io.polyloop.auth.Revocation;
import io.polyloop.config.AuthSettings;
import io.polyloop.config.IssuerSettings;
import io.vertx.core.json.JsonArray;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a token of one issuer has to say about itself (RFC 7519, RFC 8725, RFC 9068). Costs microseconds, so it precedes
 * the check of the signature.
 */
final class TokenCheck {
    private static final String APPLICATION = "application/";

    private final IssuerSettings issuer;
    private final Set<String> types;
    private final String tenantClaim;
    private final Duration clockSkew;
    private final Duration maxAge;
    private final Clock clock;

    TokenCheck(IssuerSettings issuer, AuthSettings settings, Clock clock) {
        this.issuer = issuer;
        this.types = issuer.types().stream().map(TokenCheck::mediaType).collect(Collectors.toSet());
        this.tenantClaim = settings.tenantClaim();
        this.clockSkew = settings.clockSkew();
        this.maxAge = settings.maxAge();
        this.clock = clock;
    }

    /** Fails with a {@link Refusal}. */
    void check(UnverifiedToken token) {
        Optional<String> algorithm = UnverifiedToken.text(token.header(), "alg");
        Refusal.ALGORITHM.unless(algorithm.filter(issuer.algorithms()::contains).isPresent());
        Optional<String> type = UnverifiedToken.text(token.header(), "typ").map(TokenCheck::mediaType);
        Refusal.TYPE.unless(type.filter(types::contains).isPresent());
        // No extension is implemented, and b64 changes what is signed (RFC 7797).
        Refusal.CRITICAL.unless(
                !token.header().containsKey("crit") && !token.header().containsKey("b64"));
        Refusal.AUDIENCE.unless(isFor(token.claims().getValue("aud")));
        Refusal.SUBJECT.unless(!subject(token).isBlank());
        checkNames(token);
        checkTimes(token, clock.instant());
    }

    /** The value of the subject claim, or an empty text. */
    String subject(UnverifiedToken token) {
        return UnverifiedToken.text(token.claims(), issuer.subjectClaim()).orElse("");
    }

    /** What cannot be named in a revocation could not be revoked; and log lines quote these. */
    private void checkNames(UnverifiedToken token) {
        Refusal.NAMES.unless(Revocation.isValue(subject(token)));
        Refusal.NAMES.unless(UnverifiedToken.text(token.claims(), "jti")
                .map(Revocation::isValue)
                .orElse(true));
        boolean isTenant = !(token.claims().getValue(tenantClaim) instanceof String tenant)
                || tenant.isEmpty()
                || Revocation.isValue(tenant);
        Refusal.NAMES.unless(isTenant);
    }

    private void checkTimes(UnverifiedToken token, Instant now) {
        Instant expiry = token.time("exp").orElseThrow(Refusal.NO_EXPIRY::exception);
        // Without tolerance: an identity ends at this time, and a token must not outlive the connections it opened.
        Refusal.EXPIRED.unless(now.isBefore(expiry));
        Instant latest = now.plus(clockSkew);
        Optional<Instant> issued = token.time("iat");
        Refusal.NOT_YET_VALID.unless(!token.time("nbf").orElse(now).isAfter(latest));
        Refusal.NOT_YET_VALID.unless(!issued.orElse(now).isAfter(latest));
        Refusal.VALID_TOO_LONG.unless(!issued.orElse(now).plus(maxAge).isBefore(expiry));
    }

    private boolean isFor(Object audience) {
        return audience instanceof JsonArray list
                ? list.contains(issuer.audience())
                : issuer.audience().equals(audience);
    }

    /** The prefix {@code application/} can be left out, and case does not matter (RFC 7515, section 4.1.9). */
    private static String mediaType(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        return lower.startsWith(APPLICATION) ? lower.substring(APPLICATION.length()) : lower;
    }
}
