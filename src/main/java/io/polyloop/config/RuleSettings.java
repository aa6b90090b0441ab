package io.polyloop.config;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One entry of {@code auth.rules}.
 *
 * @param topics a pattern: {@code *} is one segment, {@code **} one or more, {@code {claim}} the value of a claim
 * @param when values that claims of the token must have; {@code issuer} names the issuer
 */
public record RuleSettings(String topics, Set<Verb> allow, Map<String, String> when) {
    static List<RuleSettings> read(SettingsReader reader) {
        if (!reader.items("auth.rules").isEmpty()) {
            reader.rejectValue("auth.rules", "expected an empty list");
        }
        return List.of();
    }
}
