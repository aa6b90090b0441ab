package io.polyloop.auth.token;

import io.polyloop.auth.User;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Verifies JWTs of the issuers that are trusted: what is cheap first, the signature last. Any thread. */
final class Tokens {
    private final Map<String, TrustedIssuer> issuers;
    private final SignaturePool signatures;
    private final Users users;

    Tokens(List<TrustedIssuer> issuers, SignaturePool signatures, Users users) {
        this.issuers = issuers.stream().collect(Collectors.toUnmodifiableMap(TrustedIssuer::name, Function.identity()));
        this.signatures = signatures;
        this.users = users;
    }

    /** Throws, or fails with, a {@link io.polyloop.topic.ProblemException}. */
    Future<User> verify(String credential) {
        UnverifiedToken token = UnverifiedToken.parse(credential);
        TrustedIssuer issuer =
                issuers.get(UnverifiedToken.text(token.claims(), "iss").orElse(""));
        Refusal.ISSUER.unless(issuer != null);
        issuer.token().check(token);
        String kid = UnverifiedToken.text(token.header(), "kid").orElse(null);
        return issuer.keys()
                .keys(kid)
                .compose(keys -> signatures.run(() -> {
                    issuer.signature().check(token, keys);
                    return users.ofToken(token, issuer.name(), issuer.token().subject(token));
                }));
    }
}
