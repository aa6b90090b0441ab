package io.polyloop.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.TestNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of the README's section "Five minutes", one after the other, against a node. */
class ReadmeTourIT {
    private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    /** A command, and the comment below it that has a part of what it prints. */
    private static final Pattern STEP = Pattern.compile(SHELL + "\n<!-- prints (.*?) -->\n", Pattern.DOTALL);

    private record Step(String command, String printed) {}

    @TempDir
    Path data;

    @Test
    void each_command_prints_the_documented_answer() throws Exception {
        try (TestNode node = TestNode.start(data)) {
            for (Step step : tour()) {
                String output = run(withPortsOf(node, step.command()));
                assertTrue(output.contains(step.printed()), step + " printed " + output);
            }
        }
    }

    @Test
    void each_command_has_a_documented_answer() throws IOException {
        assertEquals(
                SHELL.matcher(section()).results().count(), tour().size(), "a command lacks its <!-- prints … -->");
    }

    private static List<Step> tour() throws IOException {
        return STEP.matcher(section())
                .results()
                .map(step -> new Step(step.group(1), step.group(2)))
                .toList();
    }

    private static String section() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        return readme.substring(readme.indexOf("## Five minutes"), readme.indexOf("## What you can rely on"));
    }

    private static String withPortsOf(TestNode node, String command) {
        return command.replace("localhost:8080", "127.0.0.1:" + node.port())
                .replace("localhost:8081", "127.0.0.1:" + node.managementPort());
    }

    private String run(String command) throws IOException, InterruptedException {
        Path output = data.resolve("output");
        Process shell = new ProcessBuilder("bash", "-c", command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertTrue(shell.waitFor(60, TimeUnit.SECONDS), command + " has not exited");
        String printed = Files.readString(output);
        assertEquals(0, shell.exitValue(), command + " printed " + printed);
        return printed;
    }
}
