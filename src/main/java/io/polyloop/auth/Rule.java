package io.polyloop.auth;

import io.polyloop.config.RuleSettings;
import io.polyloop.config.Verb;
import java.util.EnumSet;
import java.util.Set;

/** One of the rules. Immutable; any thread. */
final class Rule {
    private final int number;
    private final Set<Verb> verbs;
    private final TopicMatcher topics;
    private final Condition[] conditions;
    private final Decision allowed;

    /** @param number its place in the settings, from 1 */
    Rule(RuleSettings settings, int number) {
        this.number = number;
        this.verbs = EnumSet.copyOf(settings.allow());
        this.topics = new TopicMatcher(settings.topics());
        this.conditions = settings.when().entrySet().stream()
                .map(entry -> new Condition(entry.getKey(), entry.getValue()))
                .toArray(Condition[]::new);
        this.allowed = Decision.allow(number);
    }

    boolean allows(Identity identity, Verb verb, String topic) {
        return verbs.contains(verb) && topics.matches(topic, identity) && unmet(identity) == null;
    }

    /** Where the topics are that it lets the identity read; null if it lets it read none. */
    TopicRange readableRange(Identity identity, String tenant) {
        boolean reads = verbs.contains(Verb.SUBSCRIBE) || verbs.contains(Verb.HISTORY);
        return reads && unmet(identity) == null ? topics.range(identity, tenant) : null;
    }

    /** The decision when it allows something. */
    Decision allowed() {
        return allowed;
    }

    private Condition unmet(Identity identity) {
        for (Condition condition : conditions) {
            if (!condition.holds(identity)) {
                return condition;
            }
        }
        return null;
    }

    /** Which claim of its pattern keeps it from allowing this; null if none does. */
    String claimFault(Identity identity, Verb verb, String topic) {
        String fault = verbs.contains(verb) && unmet(identity) == null ? topics.fault(topic, identity) : null;
        return fault == null ? null : "rule " + number + ": " + fault;
    }

    /** Which condition keeps it from allowing this; null if none does. */
    String conditionFault(Identity identity, Verb verb, String topic) {
        Condition unmet = verbs.contains(verb) && topics.matches(topic, identity) ? unmet(identity) : null;
        return unmet == null ? null : "rule " + number + " needs " + unmet;
    }
}
