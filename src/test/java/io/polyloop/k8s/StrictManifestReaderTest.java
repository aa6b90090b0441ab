package io.polyloop.k8s;

import static io.polyloop.k8s.Breakage.insert;
import static io.polyloop.k8s.Breakage.remove;
import static io.polyloop.k8s.Breakage.replace;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The reader finds a single wrong word in valid manifests, and says where it is. */
@EnabledIf(value = "io.polyloop.k8s.Kubectl#installed", disabledReason = Kubectl.INSTALL)
class StrictManifestReaderTest {
    private static final String DEPLOYMENT = "k8s/base/deployment.yaml, Deployment polyloop: ";
    private static final String SPEC = DEPLOYMENT + "spec.template.spec.";
    private static final String ROUTE = "k8s/components/gateway/httproute.yaml, HTTPRoute polyloop: ";
    private static final String MONITOR = "k8s/components/monitoring/podmonitor.yaml, PodMonitor polyloop: ";
    private static final String SCALER =
            "k8s/components/autoscale/horizontalpodautoscaler.yaml, HorizontalPodAutoscaler polyloop: ";

    @Test
    void every_rendering_is_valid() {
        Manifests.all().forEach(it -> assertFalse(it.objects().isEmpty(), it::name));
    }

    @Test
    void a_misspelt_field_is_rejected() {
        assertFault(
                DEPLOYMENT + "spec.minReadySecond is not a field of V1DeploymentSpec",
                "minReadySeconds:",
                "minReadySecond:");
        assertFault(
                SPEC + "enableServicelinks is not a field of V1PodSpec", "enableServiceLinks:", "enableServicelinks:");
        assertFault(
                SCALER + "spec.maxReplica is not a field of V2HorizontalPodAutoscalerSpec",
                "  minReplicas:",
                "  maxReplica:");
    }

    @Test
    void a_misplaced_field_is_rejected() {
        assertFault(
                SPEC + "containers[0].securityContext.fsGroup is not a field of V1SecurityContext",
                "allowPrivilegeEscalation: false",
                "fsGroup: 10001");
    }

    @Test
    void a_missing_field_is_rejected() {
        assertFault(
                SPEC + "containers[0].ports[0].containerPort is missing",
                "- containerPort: 5701",
                "- hostIP: 10.0.0.1");
        assertFault(SCALER + "spec.maxReplicas is missing", remove("maxReplicas"));
    }

    @Test
    void a_value_of_another_type_is_rejected() {
        assertFault(
                DEPLOYMENT + "spec.minReadySeconds is \"ten\", not number",
                "minReadySeconds: 10",
                "minReadySeconds: ten");
        assertFault(
                DEPLOYMENT + "spec.minReadySeconds is \"10\", not number",
                "minReadySeconds: 10",
                "minReadySeconds: \"10\"");
        assertFault(
                SPEC + "securityContext.runAsNonRoot is \"true\", not flag",
                "runAsNonRoot: true",
                "runAsNonRoot: \"true\"");
        assertFault(SPEC + "containers[0].env[0].value is true, not text", "value: \"true\"", "value: true");
        assertFault(
                SPEC + "volumes[0].emptyDir is \"64Mi\", not an object",
                "emptyDir:\n          sizeLimit: 64Mi",
                "emptyDir: 64Mi");
    }

    @Test
    void a_word_that_the_server_does_not_know_is_rejected() {
        assertFault(
                "k8s/base/service.yaml, Service polyloop: spec.ports[0].protocol is tcp, not one of ",
                "    port: 80\n    protocol: TCP",
                "    port: 80\n    protocol: tcp");
    }

    @Test
    void an_api_version_without_the_kind_is_rejected() {
        assertFault(DEPLOYMENT + "apiVersion apps/v1beta1; ", "apiVersion: apps/v1\n", "apiVersion: apps/v1beta1\n");
    }

    @Test
    void a_fault_in_a_custom_resource_is_rejected() {
        assertFault(
                ROUTE + "spec.rules[0].timeouts.requests is not a field", "      request: 0s", "      requests: 0s");
        assertFault(
                ROUTE + "spec.rules[0].backendRefs[0].name is missing",
                "  - backendRefs:\n    - name: polyloop",
                "  - backendRefs:\n    - weight: 1");
        assertFault(
                ROUTE + "spec.rules[0].backendRefs[0].port is \"http\", not number",
                "- name: polyloop\n      port: 80",
                "- name: polyloop\n      port: http");
        assertFault(
                ROUTE + "spec.rules[0].matches[0].path.type is \"Prefix\", not 'Exact'",
                "type: PathPrefix",
                "type: Prefix");
        assertFault(
                ROUTE + "spec.rules[0].timeouts.request is \"never\", not /",
                "      request: 0s",
                "      request: never");
        assertFault(
                MONITOR + "spec.podMetricsEndpoints[0].authorization.token is not a field",
                insert("  - authorization:", "      token: x"));
        assertFault(MONITOR + "spec.selector is missing", "Timeout: 10s\n  selector:\n", "Timeout: 10s\n  selected:\n");
        assertFault(
                MONITOR + "metadata.label is not a field of V1ObjectMeta",
                "kind: PodMonitor\nmetadata:\n",
                "kind: PodMonitor\nmetadata:\n  label: x\n");
    }

    @Test
    void all_faults_of_an_object_are_named_at_once() {
        String message = message(yaml -> replace("replica: 1", "")
                .apply(yaml.replace("minReadySeconds:", "minReadySecond:")
                        .replace(
                                "serviceAccountName: polyloop\n      termination",
                                "serviceAccountNames: polyloop\n      termination")));
        assertEquals(2, message.lines().count(), message);
    }

    private static void assertFault(String fault, String right, String wrong) {
        assertFault(fault, replace(right, wrong));
    }

    private static void assertFault(String fault, UnaryOperator<String> breakage) {
        String message = message(breakage);
        assertFalse(message.lines().noneMatch(line -> line.startsWith(fault)), message);
    }

    private static String message(UnaryOperator<String> breakage) {
        String valid = Manifests.fullCluster().yaml();
        String broken = breakage.apply(valid);
        assertFalse(valid.equals(broken), "there is nothing to break");
        return assertThrows(IllegalArgumentException.class, () -> StrictManifestReader.read(broken))
                .getMessage();
    }
}
