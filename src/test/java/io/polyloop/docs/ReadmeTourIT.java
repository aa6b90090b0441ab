package io.polyloop.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.TestNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of the README's section "Five minutes", one after the other, against a node. */
class ReadmeTourIT {
    private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    /** Expected output of each command, in order. */
    private static final List<String> ANSWERS = List.of(
            "\"seq\":1,",
            "\"seq\":2,",
            "\"first\":3,\"last\":5,\"count\":3",
            "\"head\":5,\"recovered\":true",
            "data: {\"topic\":\"hello\",\"seq\":5,",
            "\"op\":\"message\",\"topic\":\"hello\",\"seq\":5,",
            "{\"hello\":\"Ada\",\"from\":\"js\"}",
            "\"topic\":\"readings.d1\"",
            "\"status\":\"up\"");

    @TempDir
    Path data;

    @Test
    void each_command_prints_the_documented_answer() throws Exception {
        List<String> commands = tour();
        assertEquals(ANSWERS.size(), commands.size(), "a command of the tour has no expected answer in this test");
        try (TestNode node = TestNode.start(data)) {
            for (int i = 0; i < commands.size(); i++) {
                String output = run(withPortsOf(node, commands.get(i)));
                assertTrue(output.contains(ANSWERS.get(i)), commands.get(i) + " printed " + output);
            }
        }
    }

    private static List<String> tour() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String tour = readme.substring(readme.indexOf("## Five minutes"), readme.indexOf("## What you can rely on"));
        return SHELL.matcher(tour)
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
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
