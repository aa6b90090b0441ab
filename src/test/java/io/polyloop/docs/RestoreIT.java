package io.polyloop.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.LiveClient;
import io.polyloop.fixture.TestNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the statement that docs/operations.md gives for a restored backup. */
class RestoreIT {
    private static final Pattern STATEMENT = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path data;

    @Test
    void after_a_restore_as_documented_an_old_position_is_refused_out_loud() throws Exception {
        String old;
        try (TestNode node = TestNode.start(data)) {
            old = Http.body(publish(node)).getString("epoch") + ":1";
        }
        execute(documented());
        try (TestNode node = TestNode.start(data);
                LiveClient client = LiveClient.connect(node.vertx(), node.port())) {
            publish(node);
            assertEquals(false, client.subscribe("t", old).getBoolean("recovered"));
            assertEquals("epoch", client.next("reset").getString("reason"));
            assertEquals(List.of(1L, 2L), client.sequences(2));
        }
    }

    private static HttpResponse<String> publish(TestNode node) {
        return Http.post(node.http("/api/v1/topics/t/messages"), "{}");
    }

    private static String documented() throws Exception {
        Matcher statement = STATEMENT.matcher(Files.readString(Path.of("docs/operations.md")));
        assertTrue(statement.find(), "docs/operations.md has no statement for a restore");
        return statement.group(1);
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("polyloop.db"));
                Statement statement = connection.createStatement()) {
            assertEquals(1, statement.executeUpdate(sql));
        }
    }
}
