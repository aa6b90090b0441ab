package io.polyloop.auth;

import io.polyloop.config.AuthSettings;
import io.polyloop.config.RuleSettings;
import io.polyloop.config.Verb;
import io.polyloop.topic.TopicName;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides who may do what: the only place that does. Three things must allow it: the tenant, whose name is the first
 * segment of the topic if {@code auth.tenant-claim} is set; one of the rules; and the claim {@code polyloop} of the token,
 * if it has one. Immutable; any thread; does not allocate for what it allows.
 */
public final class Access {
    private final String tenantClaim;
    private final Rule[] rules;
    private final Set<String> claimNames;

    /** @param settings the rules, and the claim that names the tenant */
    public Access(AuthSettings settings) {
        this.tenantClaim = settings.tenantClaim();
        this.rules = compile(settings.rules());
        this.claimNames = Set.copyOf(claimNames(settings));
    }

    private static Rule[] compile(List<RuleSettings> settings) {
        Rule[] rules = new Rule[settings.size()];
        for (int i = 0; i < rules.length; i++) {
            rules[i] = new Rule(settings.get(i), i + 1);
        }
        return rules;
    }

    private static Set<String> claimNames(AuthSettings settings) {
        Set<String> names = new HashSet<>();
        settings.rules().forEach(rule -> names.addAll(rule.when().keySet()));
        names.remove(RuleSettings.ISSUER);
        if (names.contains(RuleSettings.SCOPE)) {
            names.add(Scopes.SHORT);
        }
        settings.rules().forEach(rule -> names.addAll(rule.topics().claims()));
        names.remove(TopicMatcher.SUBJECT);
        names.add(Narrowing.CLAIM);
        if (!settings.tenantClaim().isEmpty()) {
            names.add(settings.tenantClaim());
        }
        return names;
    }

    /** The claims that {@link Identity#claims} must contain, if the token has them. */
    public Set<String> claimNames() {
        return claimNames;
    }

    /** Whether the identity may do this with the topic. Denies unless a rule allows it; the first that does counts. */
    public Decision judge(Identity identity, Verb verb, TopicName topic) {
        Rule rule = firstRule(identity, verb, topic.value());
        String limit = limit(identity, verb, topic.value());
        if (rule != null && limit == null) {
            return rule.allowed();
        }
        return Decision.deny(limit == null ? whyNoRule(identity, verb, topic.value()) : limit);
    }

    /** Whether the identity may read the topic in some way: what lists of topics show. */
    public boolean mayRead(Identity identity, TopicName topic) {
        return allows(identity, Verb.SUBSCRIBE, topic.value()) || allows(identity, Verb.HISTORY, topic.value());
    }

    /**
     * Where the topics are that the identity may read, in name order. A range also holds others if a pattern has a
     * segment after a wildcard, so that {@link #mayRead} still decides about each topic.
     */
    List<TopicRange> readableRanges(Identity identity) {
        String tenant = tenantClaim.isEmpty() ? null : PlainSegment.of(identity.tenant());
        List<TopicRange> ranges = TopicRange.merge(Stream.of(rules)
                .map(rule -> rule.readableRange(identity, tenant))
                .filter(Objects::nonNull));
        if (!tenantClaim.isEmpty()) {
            ranges = TopicRange.intersect(ranges, tenantRanges(tenant));
        }
        return identity.claims().containsKey(Narrowing.CLAIM)
                ? TopicRange.intersect(
                        ranges, Narrowing.readableRanges(identity.claims().get(Narrowing.CLAIM)))
                : ranges;
    }

    private static List<TopicRange> tenantRanges(String tenant) {
        return tenant == null ? List.of() : List.of(TopicRange.of(tenant), TopicRange.startingWith(tenant + '.'));
    }

    private boolean allows(Identity identity, Verb verb, String topic) {
        return firstRule(identity, verb, topic) != null && limit(identity, verb, topic) == null;
    }

    private Rule firstRule(Identity identity, Verb verb, String topic) {
        for (Rule rule : rules) {
            if (rule.allows(identity, verb, topic)) {
                return rule;
            }
        }
        return null;
    }

    /** What denies this whatever the rules are, or null. */
    private String limit(Identity identity, Verb verb, String topic) {
        String fault = tenantClaim.isEmpty() ? null : tenantFault(identity.tenant(), topic);
        if (fault != null || !identity.claims().containsKey(Narrowing.CLAIM)) {
            return fault;
        }
        return Narrowing.fault(identity.claims().get(Narrowing.CLAIM), verb, topic);
    }

    private String tenantFault(String tenant, String topic) {
        if (PlainSegment.of(tenant) == null) {
            return "the tenant, claim " + tenantClaim + ", is missing or not " + PlainSegment.FORM;
        }
        boolean isOfTenant =
                topic.startsWith(tenant) && (topic.length() == tenant.length() || topic.charAt(tenant.length()) == '.');
        return isOfTenant ? null : "the topic is not one of the tenant: its first segment is another";
    }

    /** The claim that is at fault, which an operator would not expect; else the first condition that does not hold. */
    private String whyNoRule(Identity identity, Verb verb, String topic) {
        String unmet = null;
        for (Rule rule : rules) {
            String fault = rule.claimFault(identity, verb, topic);
            if (fault != null) {
                return fault;
            }
            unmet = unmet == null ? rule.conditionFault(identity, verb, topic) : unmet;
        }
        return unmet == null ? "no rule allows it" : unmet;
    }
}
