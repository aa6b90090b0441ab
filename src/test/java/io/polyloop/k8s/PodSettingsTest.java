package io.polyloop.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1EnvVar;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.polyloop.config.Settings;
import io.polyloop.config.SettingsException;
import io.polyloop.config.SettingsLoader;
import io.polyloop.fixture.TestNode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A node starts with the settings of each overlay: their files, from the config map, and the variables of the pod. */
@EnabledIf(value = "io.polyloop.k8s.Kubectl#installed", disabledReason = Kubectl.INSTALL)
class PodSettingsTest {
    private static final String SECRETS = "/run/polyloop";
    /** What the Secrets of docs/kubernetes.md would have in the variables of the pod. */
    private static final Map<String, String> REFERENCES = Map.of(
            "POLYLOOP_CLUSTER_HOST", "127.0.0.1",
            "POLYLOOP_JOURNAL_URL", "jdbc:postgresql://db.example.com:5432/polyloop",
            "POLYLOOP_JOURNAL_USER", "polyloop");

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path folder;

    @BeforeEach
    void write_the_files_of_the_secrets() throws Exception {
        System.setProperty("polyloop.conf", folder.toString());
        X509Bundle certificate = new CertificateBuilder()
                .subject("CN=polyloop-node")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        for (String file :
                SecretFiles.mounted(Manifests.of("cluster").servers().get(0).getSpec())) {
            Path path = Path.of(file.replace(SECRETS, folder.toString()));
            Files.createDirectories(path.getParent());
            switch (path.getFileName().toString()) {
                case "tls.crt", "ca.crt" -> Files.writeString(path, certificate.getCertificatePEM());
                case "tls.key" -> Files.writeString(path, certificate.getPrivateKeyPEM());
                default -> Files.writeString(path, "0123456789abcdef0123456789abcdef");
            }
        }
    }

    @AfterEach
    void close() {
        System.clearProperty("polyloop.conf");
        TestNode.await(vertx.close());
    }

    @Test
    void the_settings_of_every_overlay_are_valid() throws IOException {
        for (Manifests manifests : Manifests.all()) {
            if (!manifests.name().contains("gateway") && !manifests.name().contains("monitoring")) {
                Settings settings = load(manifests, "");
                assertEquals(
                        manifests.settings().isCluster(), settings.cluster().enabled(), manifests::name);
            }
        }
    }

    @Test
    void an_invalid_setting_of_an_overlay_is_named() {
        SettingsException invalid =
                assertThrows(SettingsException.class, () -> load(Manifests.of("cluster"), "journals: {url: sqlite}\n"));
        assertTrue(invalid.getMessage().contains("journals"), invalid::getMessage);
    }

    private Settings load(Manifests manifests, String more) throws IOException {
        for (V1ConfigMap map : manifests.each(V1ConfigMap.class)) {
            for (Map.Entry<String, String> file : map.getData().entrySet()) {
                Files.writeString(
                        folder.resolve(file.getKey()), file.getValue().replace(SECRETS, folder.toString()) + more);
            }
        }
        Map<String, Object> variables = new HashMap<>();
        manifests.server().getEnv().stream()
                .filter(it -> it.getName().startsWith("POLYLOOP_"))
                .forEach(it -> variables.put(PodSettings.key(it.getName()), value(it)));
        return TestNode.await(new SettingsLoader(vertx, variables).load());
    }

    private static String value(V1EnvVar variable) {
        return variable.getValue() == null ? REFERENCES.get(variable.getName()) : variable.getValue();
    }
}
