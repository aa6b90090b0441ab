package io.polyloop.auth;

import io.polyloop.config.RuleSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One condition of a rule.
 *
 * @param values texts, Longs and Booleans, one of which the claim must be or contain
 */
record Condition(String name, List<Object> values) {
    boolean holds(Identity identity) {
        return switch (name) {
            case RuleSettings.ISSUER -> values.contains(identity.issuer());
            case TopicMatcher.SUBJECT -> values.contains(identity.subject());
            case RuleSettings.SCOPE -> hasScope(identity.claims());
            default -> isOrContains(identity.claims().get(name));
        };
    }

    private boolean isOrContains(Object claim) {
        if (claim instanceof Iterable<?> list) {
            for (Object item : list) {
                if (isOneOfValues(item)) {
                    return true;
                }
            }
            return false;
        }
        return isOneOfValues(claim);
    }

    private boolean isOneOfValues(Object claim) {
        return claim != null && values.contains(claim instanceof Integer number ? (Object) number.longValue() : claim);
    }

    private boolean hasScope(Map<String, Object> claims) {
        for (Object scope : values) {
            if (Scopes.has(claims, (String) scope)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return name + " " + values.stream().map(Object::toString).collect(Collectors.joining(" or "));
    }
}
