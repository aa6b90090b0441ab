package io.polyloop.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.Main;
import io.polyloop.fixture.TestNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the commands of a document in one shell, because later commands use variables of earlier ones. */
public final class ShellTour {
    /** A command, and a part of what it has to print. */
    public record Step(String command, String printed) {}

    private final Path folder;
    private final List<Step> steps;
    private final Path outputs;

    /** @param folder where the commands run */
    public ShellTour(Path folder, List<Step> steps) throws IOException {
        this.folder = folder;
        this.steps = steps;
        this.outputs = Files.createTempDirectory(folder, "outputs");
    }

    /** Runs all commands against a node; fails with the first whose output is another. */
    public void run(TestNode node) throws IOException, InterruptedException {
        installPrograms();
        run(script(node));
        for (int i = 0; i < steps.size(); i++) {
            String output = Files.readString(output(i));
            assertTrue(output.contains(steps.get(i).printed()), steps.get(i) + " printed " + output);
        }
    }

    private String script(TestNode node) {
        StringBuilder script = new StringBuilder("set -e\nPATH=$PWD/bin:$PATH\n");
        for (int i = 0; i < steps.size(); i++) {
            script.append("{\n").append(steps.get(i).command()).append("} > '" + output(i) + "' 2>&1\n");
        }
        return script.toString()
                .replace("localhost:8080", "127.0.0.1:" + node.port())
                .replace("localhost:8081", "127.0.0.1:" + node.managementPort());
    }

    private Path output(int step) {
        return outputs.resolve("output" + step);
    }

    /** A {@code java} that runs the classes of this build for {@code -jar polyloop.jar}; a {@code mvn} that has built it. */
    private void installPrograms() throws IOException {
        install(
                "java",
                "shift 2\ncd '%s'\nexec '%s' -cp '%s' %s \"$@\"\n"
                        .formatted(
                                folder,
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                System.getProperty("java.class.path"),
                                Main.class.getName()));
        install("mvn", "");
    }

    private void install(String program, String script) throws IOException {
        Path file = Files.createDirectories(folder.resolve("bin")).resolve(program);
        Files.writeString(file, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private void run(String script) throws IOException, InterruptedException {
        Path log = outputs.resolve("script.log");
        Process shell = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertTrue(shell.waitFor(4, TimeUnit.MINUTES), () -> "the commands have not ended");
        assertEquals(0, shell.exitValue(), "a command failed: " + lastOutput());
    }

    private String lastOutput() throws IOException {
        String output = "";
        for (int i = 0; Files.exists(output(i)); i++) {
            output = Files.readString(output(i));
        }
        return output;
    }
}
