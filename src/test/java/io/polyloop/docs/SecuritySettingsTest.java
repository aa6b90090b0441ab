package io.polyloop.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.config.AuthSettings;
import io.polyloop.config.SettingsLoader;
import io.polyloop.fixture.TestNode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Loads the settings that docs/security.md shows. */
class SecuritySettingsTest {
    private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern FILE = Pattern.compile("keys: (/[\\w./-]+)");
    private static final String CONF = "polyloop.conf";

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path conf;

    static List<String> blocks() throws IOException {
        return BLOCK.matcher(Files.readString(Path.of("docs/security.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    @AfterEach
    void clear_property() {
        System.clearProperty(CONF);
        TestNode.await(vertx.close());
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void documented_settings_are_valid(String block) throws IOException {
        Path keys = Files.writeString(conf.resolve("keys"), "k");
        Files.writeString(conf.resolve("local.yaml"), FILE.matcher(block).replaceAll("keys: " + keys));
        System.setProperty(CONF, conf.toString());

        AuthSettings auth =
                TestNode.await(new SettingsLoader(vertx, Map.of()).load()).auth();

        assertEquals(block.contains("mode: token"), auth.required());
        assertEquals(block.contains("topics:"), !auth.rules().isEmpty());
    }
}
