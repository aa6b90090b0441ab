package io.polyloop.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Parses one entry of {@code auth.rules}. Error messages start with the number of the entry, from 1. Whatever it does not
 * understand is an error: ignoring a misspelled condition would allow more than was meant.
 */
final class RuleEntry {
    private static final String KEY = "auth.rules";
    private static final Set<String> FIELDS = Set.of("topics", "allow", "when");
    private static final String FORM =
            "expected {topics: 'readings.{sub}', allow: [publish], when: {scope: ops}}, " + "where when can be absent";

    private final JsonObject entry;
    private final int number;
    private final Set<String> issuers;
    private final List<String> errors;

    private RuleEntry(JsonObject entry, int number, Set<String> issuers, List<String> errors) {
        this.entry = entry;
        this.number = number;
        this.issuers = issuers;
        this.errors = errors;
    }

    static List<RuleSettings> readAll(SettingsReader reader, List<IssuerSettings> issuers) {
        Set<String> names = names(issuers);
        List<RuleSettings> rules = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        for (Object item : reader.items(KEY)) {
            if (item instanceof JsonObject entry) {
                rules.add(new RuleEntry(entry, rules.size() + 1, names, errors).read());
            } else {
                errors.add("\"" + item + "\" is not an entry");
            }
        }
        if (!errors.isEmpty()) {
            reader.reject(KEY, String.join("; ", errors) + "; " + FORM);
        }
        return rules;
    }

    private static Set<String> names(List<IssuerSettings> issuers) {
        Set<String> names = new TreeSet<>(Set.of(IssuerSettings.SERVICE_KEYS, IssuerSettings.DEVELOPMENT));
        issuers.forEach(issuer -> names.add(issuer.issuer()));
        return names;
    }

    private RuleSettings read() {
        for (String field : entry.fieldNames()) {
            require(FIELDS.contains(field), "unknown field " + field);
        }
        return new RuleSettings(topics(), allow(), entry.containsKey("when") ? when() : Map.of());
    }

    private TopicPattern topics() {
        try {
            if (entry.getValue("topics") instanceof String pattern) {
                return TopicPattern.parse(pattern);
            }
            require(false, "topics must be a pattern, in quotes if it starts with * or {");
        } catch (IllegalArgumentException malformed) {
            require(false, malformed.getMessage());
        }
        return null;
    }

    private Set<Verb> allow() {
        try {
            return Verb.parseAll(entry.getValue("allow"));
        } catch (IllegalArgumentException malformed) {
            require(false, malformed.getMessage());
            return Set.of();
        }
    }

    private Map<String, List<Object>> when() {
        Map<String, List<Object>> conditions = new LinkedHashMap<>();
        if (entry.getValue("when") instanceof JsonObject when && !when.isEmpty()) {
            for (String name : when.fieldNames()) {
                require(!name.equals("iss"), "when has iss; the name of this condition is issuer");
                require(!name.equals("scp"), "when has scp; the name of this condition is scope, which reads scp too");
                conditions.put(name, values(name, when.getValue(name)));
            }
        } else {
            require(false, "when has no condition such as {scope: ops}; set one, or remove when");
        }
        return Collections.unmodifiableMap(conditions);
    }

    private List<Object> values(String name, Object given) {
        List<?> listed = given instanceof JsonArray list ? list.getList() : Collections.singletonList(given);
        require(!listed.isEmpty(), "when." + name + " has no value");
        List<Object> values = new ArrayList<>();
        for (Object value : listed) {
            if (isValid(name, value)) {
                values.add(value instanceof Integer number ? (Object) number.longValue() : value);
            }
        }
        return Collections.unmodifiableList(values);
    }

    private boolean isValid(String name, Object value) {
        if (name.equals(RuleSettings.SCOPE)) {
            return require(
                    value instanceof String scope && scope.matches("[^\\s]+"),
                    "when.scope must be one scope, or a list, of which the token must have one");
        }
        if (name.equals(RuleSettings.ISSUER)) {
            return require(value instanceof String issuer && !issuer.isBlank(), "when.issuer must be an issuer")
                    && require(
                            issuers.contains(value),
                            "the rule could never apply with when.issuer " + value + ", which is none of " + issuers
                                    + "; correct it, or add it to auth.issuers");
        }
        return require(
                value instanceof String text && !text.isEmpty()
                        || value instanceof Boolean
                        || value instanceof Integer
                        || value instanceof Long,
                "when." + name + " must be a text, a whole number, true or false, or a list of them");
    }

    private boolean require(boolean holds, String error) {
        if (!holds) {
            errors.add("rule " + number + ": " + error);
        }
        return holds;
    }
}
