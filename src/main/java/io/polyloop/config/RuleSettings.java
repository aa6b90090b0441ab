package io.polyloop.config;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One entry of {@code auth.rules}: allows its verbs for its topics.
 *
 * @param when the conditions by name, all of which must hold: the values, one of which the claim must be or contain.
 *     {@code issuer} and {@code scope} are no claims but the issuer and one of the scopes. Values are texts, Longs and
 *     Booleans
 */
public record RuleSettings(TopicPattern topics, Set<Verb> allow, Map<String, List<Object>> when) {
    /** The condition that names the issuer. */
    public static final String ISSUER = "issuer";
    /** The condition that names one scope of the token (RFC 8693, section 4.2). */
    public static final String SCOPE = "scope";

    static List<RuleSettings> read(SettingsReader reader, List<IssuerSettings> issuers) {
        return RuleEntry.readAll(reader, issuers);
    }
}
