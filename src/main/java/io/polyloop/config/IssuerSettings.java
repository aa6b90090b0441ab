package io.polyloop.config;

import java.util.List;
import java.util.Set;

/**
 * One entry of {@code auth.issuers}: whose tokens are accepted.
 *
 * @param issuer the {@code iss} of its tokens, compared exactly
 * @param audience the value that the {@code aud} of its tokens contains
 * @param algorithms the values of the header {@code alg} that are accepted: asymmetric ones, or HMAC alone
 * @param keys {@code discovery}, the address of a JWKS, or a file
 * @param types the values of the header {@code typ} that are accepted
 * @param subjectClaim the claim whose value is the subject
 */
public record IssuerSettings(
        String issuer, String audience, Set<String> algorithms, String keys, Set<String> types, String subjectClaim) {
    /** The issuer of service keys. */
    public static final String SERVICE_KEYS = "urn:polyloop:service-keys";
    /** The issuer of development tokens. */
    public static final String DEVELOPMENT = "urn:polyloop:development";

    static final String DISCOVERY = "discovery";

    static List<IssuerSettings> read(SettingsReader reader) {
        return IssuerEntry.readAll(reader);
    }

    /** Whether the issuer publishes the address of its keys. */
    public boolean isDiscovered() {
        return keys.equals(DISCOVERY);
    }

    /** Whether its keys are in a file of this machine. */
    public boolean isFile() {
        return !isDiscovered() && !keys.contains("://");
    }

    /** Whether its tokens are signed with a secret that this node knows too. */
    public boolean isSymmetric() {
        return algorithms.stream().anyMatch(algorithm -> algorithm.startsWith("HS"));
    }
}
