package io.polyloop.k8s;

import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the parts of k8s/ have to be for each other, and for the node: {@link OwnRules}. */
@EnabledIf(value = "io.polyloop.k8s.Kubectl#installed", disabledReason = Kubectl.INSTALL)
class OwnRulesTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("io.polyloop.k8s.OwnRules#all")
    void a_rule_holds_for_every_rendering(Rule rule) {
        rule.assertHoldsForEveryRendering();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.polyloop.k8s.OwnRules#all")
    void a_manifest_that_breaks_a_rule_breaks_this_one_alone(Rule rule) {
        rule.assertBreaksAlone(OwnRules.all());
    }
}
