package io.polyloop.k8s;

import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1EnvVar;
import io.kubernetes.client.openapi.models.V1KeyToPath;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1SecretVolumeSource;
import io.kubernetes.client.openapi.models.V1Volume;
import io.kubernetes.client.openapi.models.V1VolumeMount;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files that a pod has from Secrets, and those that it names. */
final class SecretFiles {
    private static final Pattern NAMED = Pattern.compile("/run/polyloop/[\\w./-]*\\w");

    private SecretFiles() {}

    /** By key: the Secret, a slash and the key. */
    static Stream<String> references(V1PodSpec pod) {
        Stream<String> files = pod.getVolumes().stream()
                .map(V1Volume::getSecret)
                .filter(Objects::nonNull)
                .flatMap(it -> keys(it).map(key -> it.getSecretName() + "/" + key));
        Stream<String> variables = pod.getContainers().stream()
                .flatMap(it -> it.getEnv().stream())
                .map(V1EnvVar::getValueFrom)
                .filter(it -> it != null && it.getSecretKeyRef() != null)
                .map(it -> it.getSecretKeyRef().getName() + "/"
                        + it.getSecretKeyRef().getKey());
        return Stream.concat(files, variables);
    }

    /** The paths of all files of mounted Secrets. */
    static Set<String> mounted(V1PodSpec pod) {
        Map<String, V1SecretVolumeSource> secrets = new HashMap<>();
        pod.getVolumes().forEach(it -> secrets.put(it.getName(), it.getSecret()));
        return pod.getContainers().stream()
                .flatMap(it -> it.getVolumeMounts().stream())
                .filter(mount -> secrets.get(mount.getName()) != null)
                .flatMap(mount -> paths(mount, secrets.get(mount.getName())))
                .collect(Collectors.toSet());
    }

    /** The paths that this text, such as that of settings, names. */
    static Set<String> named(String text) {
        return NAMED.matcher(text).results().map(it -> it.group()).collect(Collectors.toSet());
    }

    static Set<String> named(V1Container container) {
        return container.getEnv().stream()
                .map(V1EnvVar::getValue)
                .filter(Objects::nonNull)
                .flatMap(value -> named(value).stream())
                .collect(Collectors.toSet());
    }

    private static Stream<String> paths(V1VolumeMount mount, V1SecretVolumeSource secret) {
        return secret.getItems().isEmpty()
                ? keys(secret).map(key -> mount.getMountPath() + "/" + key)
                : secret.getItems().stream().map(item -> mount.getMountPath() + "/" + item.getPath());
    }

    /** Those that are mounted: the named ones, or all that the Secret has. */
    private static Stream<String> keys(V1SecretVolumeSource secret) {
        return secret.getItems().isEmpty()
                ? DocumentedSecrets.KEYS.getOrDefault(secret.getSecretName(), Set.of("its keys")).stream()
                : secret.getItems().stream().map(V1KeyToPath::getKey);
    }
}
