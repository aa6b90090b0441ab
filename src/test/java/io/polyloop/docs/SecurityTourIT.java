package io.polyloop.docs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.TestNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of docs/security.md against a node with the settings of its first section. */
class SecurityTourIT {
    /** A command, and the comment below it that has a part of what it prints. */
    private static final Pattern STEP =
            Pattern.compile("```sh\n(.*?)```\n(?:<!-- prints (.*?) -->\n)?", Pattern.DOTALL);

    private static final Pattern SETTINGS = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final String CONF = "polyloop.conf";

    @TempDir
    Path folder;

    @BeforeEach
    void write_settings() throws IOException {
        Path conf = Files.createDirectory(folder.resolve("conf"));
        var settings = SETTINGS.matcher(document());
        assertTrue(settings.find());
        Files.writeString(conf.resolve("local.yaml"), settings.group(1));
        System.setProperty(CONF, conf.toString());
    }

    @AfterEach
    void clear_property() {
        System.clearProperty(CONF);
    }

    // Each npx and each java is a process that starts: longer than other tests, on a busy machine.
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void each_command_prints_the_documented_answer() throws Exception {
        Path data = folder.resolve("data");
        try (TestNode node = TestNode.start(
                data, "auth.keys-file", data.resolve("service-keys.yaml").toString())) {
            new ShellTour(folder, steps()).run(node);
        }
    }

    private static List<ShellTour.Step> steps() throws IOException {
        return STEP.matcher(document())
                .results()
                .map(step -> new ShellTour.Step(step.group(1), step.group(2) == null ? "" : step.group(2)))
                .toList();
    }

    private static String document() throws IOException {
        return Files.readString(Path.of("docs/security.md"));
    }
}
