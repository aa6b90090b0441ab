package io.polyloop.auth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.polyloop.config.IssuerSettings;
import java.text.ParseException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Verifies the signatures of one issuer's tokens, and their type and claims a second time, independently of
 * {@link TokenCheck}. Computes for some 0.3 ms, so not on an event loop; thread-safe.
 */
final class SignatureCheck {
    private final DefaultJWTProcessor<KeySet> processor = new DefaultJWTProcessor<>();

    SignatureCheck(IssuerSettings issuer, Duration clockSkew) {
        Set<JWSAlgorithm> algorithms =
                issuer.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(algorithms, (selector, keys) -> keys.select(selector)));
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(types(issuer)));
        DefaultJWTClaimsVerifier<KeySet> claims = new DefaultJWTClaimsVerifier<>(
                issuer.audience(),
                new JWTClaimsSet.Builder().issuer(issuer.issuer()).build(),
                Set.of("exp", issuer.subjectClaim()));
        claims.setMaxClockSkew((int) clockSkew.toSeconds());
        processor.setJWTClaimsSetVerifier(claims);
    }

    /** Fails with a {@link Refusal}. */
    void check(UnverifiedToken token, KeySet keys) {
        try {
            processor.process(SignedJWT.parse(token.text()), keys);
        } catch (BadJOSEException | JOSEException refused) {
            throw Refusal.SIGNATURE.exception();
        } catch (ParseException | IllegalArgumentException malformed) {
            // An embedded jwk that is not one fails the parser, although the key itself is ignored.
            throw Refusal.MALFORMED.exception();
        }
    }

    private static Set<JOSEObjectType> types(IssuerSettings issuer) {
        return issuer.types().stream()
                .map(type -> type.replaceFirst("(?i)^application/", ""))
                .flatMap(type -> Stream.of(type, "application/" + type))
                .map(JOSEObjectType::new)
                .collect(Collectors.toSet());
    }
}
