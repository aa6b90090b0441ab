package io.polyloop.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.LiveClient;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.ChildNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the backup and restore commands of docs/operations.md. */
class RestoreIT {
    private static final Pattern COMMAND = Pattern.compile("java -jar polyloop.jar (backup|restore) (\\S+)");

    @TempDir
    Path folder;

    @Test
    void documented_restore_after_a_kill_resets_an_earlier_position() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        String earlier;
        try (ChildNode node = ChildNode.start(data)) {
            publish(node.http("/api/v1/topics/t/messages"));
            run(data, "backup");
            earlier = publish(node.http("/api/v1/topics/t/messages"));
            node.kill();
        }
        run(data, "restore");
        try (TestNode node = TestNode.start(data);
                LiveClient client = LiveClient.connect(node.vertx(), node.port())) {
            publish(node.http("/api/v1/topics/t/messages"));
            assertEquals(false, client.subscribe("t", earlier).getBoolean("recovered"));
            assertEquals("epoch", client.next("reset").getString("reason"));
            assertEquals(List.of(1L, 2L), client.sequences(2));
        }
    }

    @Test
    void backup_without_a_file_fails_and_shows_the_usage() {
        try (ChildNode node = ChildNode.launch(folder, List.of("backup"))) {
            assertEquals(2, node.exitCode());
            assertTrue(node.output().startsWith("backup takes exactly one file"), node.output());
            assertTrue(node.output().contains("\nUsage: java -jar polyloop.jar"), node.output());
            assertTrue(node.output().endsWith("from conf/ and the environment."), node.output());
        }
    }

    /** Returns the position of the message. */
    private static String publish(URI messages) {
        var answer = Http.body(Http.post(messages, "{}"));
        return answer.getString("epoch") + ":" + answer.getLong("seq");
    }

    private static void run(Path data, String command) throws Exception {
        Matcher commands = COMMAND.matcher(Files.readString(Path.of("docs/operations.md")));
        while (commands.find()) {
            if (commands.group(1).equals(command)) {
                try (ChildNode process = ChildNode.launch(data, List.of(command, commands.group(2)))) {
                    assertEquals(0, process.exitCode(), process.output());
                }
                return;
            }
        }
        throw new AssertionError("docs/operations.md has no command " + command);
    }
}
