package io.polyloop.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.Main;
import io.polyloop.fixture.TestNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of docs/security.md in one shell, against a node with the settings of its first section. */
class SecurityTourIT {
    /** A command, and the comment below it that has a part of what it prints. */
    private static final Pattern STEP =
            Pattern.compile("```sh\n(.*?)```\n(?:<!-- prints (.*?) -->\n)?", Pattern.DOTALL);

    private static final Pattern SETTINGS = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final String CONF = "polyloop.conf";

    private record Step(String command, String printed) {}

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
        installJar();
        Path data = folder.resolve("data");
        try (TestNode node = TestNode.start(
                data, "auth.keys-file", data.resolve("service-keys.yaml").toString())) {
            List<Step> steps = steps();
            run(script(node, steps));
            for (int i = 0; i < steps.size(); i++) {
                String output = Files.readString(folder.resolve("output" + i));
                assertTrue(output.contains(steps.get(i).printed()), steps.get(i) + " printed " + output);
            }
        }
    }

    private static List<Step> steps() throws IOException {
        return STEP.matcher(document())
                .results()
                .map(step -> new Step(step.group(1), step.group(2) == null ? "" : step.group(2)))
                .toList();
    }

    private static String document() throws IOException {
        return Files.readString(Path.of("docs/security.md"));
    }

    /** One script, because later commands use variables of earlier ones. */
    private static String script(TestNode node, List<Step> steps) {
        StringBuilder script = new StringBuilder("set -e\nPATH=$PWD/bin:$PATH\n");
        for (int i = 0; i < steps.size(); i++) {
            script.append("{\n").append(steps.get(i).command()).append("} > output" + i + " 2>&1\n");
        }
        return script.toString()
                .replace("localhost:8080", "127.0.0.1:" + node.port())
                .replace("localhost:8081", "127.0.0.1:" + node.managementPort());
    }

    /** A {@code java} that runs the classes of this build for {@code -jar polyloop.jar}. */
    private void installJar() throws IOException {
        Path java = Files.createDirectory(folder.resolve("bin")).resolve("java");
        String run = "exec '%s' -cp '%s' %s \"$@\"\n"
                .formatted(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        System.getProperty("java.class.path"),
                        Main.class.getName());
        Files.writeString(java, "#!/bin/sh\nshift 2\ncd '" + folder + "'\n" + run);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    }

    private void run(String script) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("script.log").toFile())
                .start();
        assertTrue(shell.waitFor(4, TimeUnit.MINUTES), () -> "the commands have not ended");
        assertEquals(0, shell.exitValue(), () -> "a command failed: " + lastOutput());
    }

    private String lastOutput() {
        StringBuilder outputs = new StringBuilder();
        for (int i = 0; Files.exists(folder.resolve("output" + i)); i++) {
            try {
                outputs.setLength(0);
                outputs.append(Files.readString(folder.resolve("output" + i)));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        return outputs.toString();
    }
}
