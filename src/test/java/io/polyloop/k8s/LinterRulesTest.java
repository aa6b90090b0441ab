package io.polyloop.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What kube-linter, kube-score and Polaris would say to k8s/: {@link LinterRules}. */
@EnabledIf(value = "io.polyloop.k8s.Kubectl#installed", disabledReason = Kubectl.INSTALL)
class LinterRulesTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("io.polyloop.k8s.LinterRules#all")
    void a_rule_holds_for_every_rendering(Rule rule) {
        rule.assertHoldsForEveryRendering();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.polyloop.k8s.LinterRules#all")
    void a_manifest_that_breaks_a_rule_breaks_this_one_alone(Rule rule) {
        rule.assertBreaksAlone(LinterRules.all());
    }

    @Test
    void a_rule_of_a_linter_is_listed_once() {
        List<String> listed = Stream.concat(
                        LinterRules.all().stream().flatMap(rule -> rule.linters().stream()),
                        LinterRules.EXCEPTIONS.keySet().stream())
                .toList();
        Set<String> seen = new HashSet<>();
        assertEquals(List.of(), listed.stream().filter(it -> !seen.add(it)).toList());
        assertTrue(listed.stream().allMatch(it -> it.matches("(kube-linter|kube-score|Polaris) .+")), listed::toString);
    }

    @Test
    void a_kind_with_rules_that_are_not_here_is_rejected() {
        assertNotEquals(List.of(), LinterRules.REJECTED_KINDS);
        for (String kind : LinterRules.REJECTED_KINDS) {
            String object = "apiVersion: apps/v1\nkind: " + kind + "\nmetadata: {name: x}\n";
            String message = assertThrows(IllegalArgumentException.class, () -> StrictManifestReader.read(object))
                    .getMessage();
            assertTrue(message.contains(kind), message);
        }
    }
}
