package io.polyloop.k8s;

import io.kubernetes.client.openapi.models.V1LabelSelector;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import java.util.Map;

/** Selectors with {@code matchLabels} alone: k8s/ needs no {@code matchExpressions}. */
final class Labels {
    private Labels() {}

    static boolean match(V1LabelSelector selector, V1ObjectMeta metadata) {
        if (!selector.getMatchExpressions().isEmpty()) {
            throw new UnsupportedOperationException("matchExpressions are not evaluated: " + selector);
        }
        return match(selector.getMatchLabels(), metadata);
    }

    /** An empty selector selects everything, which no object of k8s/ means. */
    static boolean match(Map<String, String> selector, V1ObjectMeta metadata) {
        return selector != null
                && !selector.isEmpty()
                && metadata.getLabels().entrySet().containsAll(selector.entrySet());
    }
}
