package io.polyloop.auth.token;

import io.polyloop.config.AuthSettings;
import io.polyloop.config.IssuerSettings;
import java.time.Clock;

/**
 * An issuer whose tokens are accepted.
 *
 * @param keys with which it signs
 * @param token the check of what a token says
 * @param signature the check of its signature
 */
record TrustedIssuer(String name, KeySource keys, TokenCheck token, SignatureCheck signature) {
    static TrustedIssuer of(IssuerSettings issuer, KeySource keys, AuthSettings settings, Clock clock) {
        return new TrustedIssuer(
                issuer.issuer(),
                keys,
                new TokenCheck(issuer, settings, clock),
                new SignatureCheck(issuer, settings.clockSkew()));
    }
}
