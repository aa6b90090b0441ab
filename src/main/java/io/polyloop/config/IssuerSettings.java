package io.polyloop.config;

import java.util.List;
import java.util.Set;

/**
 * One entry of {@code auth.issuers}: whose tokens are accepted.
 *
 * @param keys {@code discovery}, the address of a JWKS, or a file
 * @param types the values of the header {@code typ} that are accepted
 */
public record IssuerSettings(
        String issuer, String audience, Set<String> algorithms, String keys, Set<String> types, String subjectClaim) {
    static List<IssuerSettings> read(SettingsReader reader) {
        if (!reader.items("auth.issuers").isEmpty()) {
            reader.rejectValue("auth.issuers", "expected an empty list");
        }
        return List.of();
    }
}
