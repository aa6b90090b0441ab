package io.polyloop.k8s;

import static io.polyloop.k8s.Breakage.replace;
import static io.polyloop.k8s.Rule.rule;

import io.kubernetes.client.openapi.models.V1PodSecurityContext;
import io.kubernetes.client.openapi.models.V1VolumeMount;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A pod is made for the image that the Dockerfile builds. */
final class ImageRules {
    static final List<Rule> ALL = List.of(
            rule("a pod runs as the user of the image")
                    .eachPod(it -> DockerfileStage.user()
                            .equals(it.getSecurityContext().getRunAsUser() + ":"
                                    + it.getSecurityContext().getRunAsGroup()))
                    .brokenBy(replace("runAsUser: 10001", "runAsUser: 10002")),
            rule("a pod can write to its volumes")
                    .eachPod(it -> ownsVolumes(it.getSecurityContext()))
                    .brokenBy(replace("fsGroup: 10001", "fsGroup: 10002")),
            rule("the settings are where the node looks for them")
                    .holds(manifests -> mounts(
                            manifests,
                            DockerfileStage.home().resolve("conf/local.yaml").toString()))
                    .brokenBy(replace("mountPath: /opt/polyloop/conf/local.yaml", "mountPath: /conf/local.yaml")),
            rule("a node can write to its data and to /tmp, and to nothing else")
                    .holds(manifests -> writable(manifests)
                            .equals(Set.of(
                                    "/tmp",
                                    DockerfileStage.home()
                                            .resolve(manifests.settings().text("data.dir"))
                                            .toString())))
                    .brokenBy(replace(
                            "mountPath: /run/polyloop/keys\n          name: keys\n          readOnly: true",
                            "mountPath: /run/polyloop/keys\n          name: keys")));

    private ImageRules() {}

    private static boolean ownsVolumes(V1PodSecurityContext security) {
        return security.getRunAsGroup().equals(security.getFsGroup());
    }

    private static boolean mounts(Manifests manifests, String path) {
        return manifests.server().getVolumeMounts().stream()
                .anyMatch(it -> it.getMountPath().equals(path));
    }

    private static Set<String> writable(Manifests manifests) {
        return manifests.server().getVolumeMounts().stream()
                .filter(it -> !Boolean.TRUE.equals(it.getReadOnly()))
                .map(V1VolumeMount::getMountPath)
                .collect(Collectors.toSet());
    }
}
