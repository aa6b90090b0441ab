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

/** Runs the README's five minutes, command by command, against a node of its own. */
class ReadmeTourIT {
    private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    /** What each command of the tour has to print, in their order. */
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
    void every_command_of_the_tour_answers_as_it_says() throws Exception {
        List<String> commands = tour();
        assertEquals(ANSWERS.size(), commands.size(), "a command of the tour has no expected answer here");
        try (TestNode node = TestNode.start(data)) {
            for (int i = 0; i < commands.size(); i++) {
                String output = run(onPortsOf(node, commands.get(i)));
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

    private static String onPortsOf(TestNode node, String command) {
        return command.replace("localhost:8080", "127.0.0.1:" + node.port())
                .replace("localhost:8081", "127.0.0.1:" + node.main().managementPort());
    }

    private String run(String command) throws IOException, InterruptedException {
        Path output = data.resolve("output");
        Process shell = new ProcessBuilder("bash", "-c", command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertTrue(shell.waitFor(60, TimeUnit.SECONDS), command + " does not end");
        String printed = Files.readString(output);
        assertEquals(0, shell.exitValue(), command + " printed " + printed);
        return printed;
    }
}
