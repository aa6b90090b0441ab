package io.polyloop.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1PodSpec;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What holds for manifests, with a change of valid ones that breaks this rule and no other.
 *
 * @param name what holds
 * @param linters what linters call it, such as {@code Polaris hostIPCSet}; none for a rule of ours
 */
record Rule(String name, List<String> linters, Predicate<Manifests> holds, UnaryOperator<String> breakage) {
    static Rule rule(String name, String... linters) {
        return new Rule(name, List.of(linters), manifests -> false, yaml -> yaml);
    }

    Rule holds(Predicate<Manifests> holds) {
        return new Rule(name, linters, holds, breakage);
    }

    Rule eachPod(Predicate<V1PodSpec> pod) {
        return holds(manifests -> manifests.pods().stream().allMatch(pod));
    }

    Rule eachContainer(Predicate<V1Container> container) {
        return holds(manifests -> manifests.containers().stream().allMatch(container));
    }

    Rule brokenBy(UnaryOperator<String> breakage) {
        return new Rule(name, linters, holds, breakage);
    }

    void assertHoldsForEveryRendering() {
        List<Manifests> faulty =
                Manifests.all().stream().filter(it -> !holds.test(it)).toList();
        assertEquals(List.of(), faulty, () -> "not so: " + name + " " + linters);
    }

    /** A rule that nothing breaks would say nothing. */
    void assertBreaksAlone(List<Rule> all) {
        Manifests valid = Stream.of(Manifests.fullCluster(), Manifests.of("base", "backup"))
                .filter(it -> !breakage.apply(it.yaml()).equals(it.yaml()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is nothing to break for: " + name));
        Manifests broken = Manifests.read(valid.name(), breakage.apply(valid.yaml()));
        List<String> newlyFailing = all.stream()
                .filter(it -> it.holds.test(valid) && !it.holds.test(broken))
                .map(Rule::name)
                .toList();
        assertEquals(List.of(name), newlyFailing);
    }

    @Override
    public String toString() {
        return name;
    }
}
