package io.polyloop.k8s;

import java.util.List;
import java.util.stream.Stream;

/** The rules of this project, which linters do not know. */
final class OwnRules {
    private OwnRules() {}

    static List<Rule> all() {
        return Stream.of(
                        ReferenceRules.ALL,
                        PortRules.ALL,
                        ImageRules.ALL,
                        ExposureRules.ALL,
                        LifecycleRules.ALL,
                        CapacityRules.ALL)
                .flatMap(List::stream)
                .toList();
    }
}
