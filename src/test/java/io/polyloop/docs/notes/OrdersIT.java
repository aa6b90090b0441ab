package io.polyloop.docs.notes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.Postgres;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example of the section Tables of docs/verticles.md, with its migration. */
class OrdersIT {
    private static final JsonArray VERTICLES = JsonArray.of(JsonObject.of("name", OrdersVerticle.class.getName()));

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void an_order_is_stored_with_its_message_or_not_at_all(boolean postgres) throws IOException {
        Path migrations = Files.createDirectory(dir.resolve("migrations"));
        Files.writeString(migrations.resolve("V1__orders.sql"), documentedMigration());
        String url = postgres ? Postgres.newDatabase() : "sqlite";
        try (TestNode node = TestNode.start(
                dir, "journal.url", url, "sql.migrations", migrations.toString(), "verticles", VERTICLES)) {
            assertEquals(404, Http.get(node.http("/orders/1")).statusCode());
            assertEquals(
                    201,
                    post(node, "{\"id\":\"1\",\"item\":\"tea\",\"pieces\":2}").statusCode());
            assertEquals(
                    new JsonObject("{\"item\":\"tea\",\"pieces\":2}"),
                    new JsonObject(Http.get(node.http("/orders/1")).body()));

            HttpResponse<String> again = post(node, "{\"id\":\"1\",\"item\":\"tea\",\"pieces\":3}");
            assertEquals("conflict", new JsonObject(again.body()).getString("code"));
            HttpResponse<String> none = post(node, "{\"id\":\"1\",\"item\":\"tea\",\"pieces\":0}");
            assertEquals("conflict", new JsonObject(none.body()).getString("code"));
            JsonObject placed = new JsonObject(Http.get(node.http("/api/v1/topics/orders.placed/messages?after=0"))
                    .body());
            assertEquals(1, placed.getJsonArray("messages").size());
        }
    }

    private static HttpResponse<String> post(TestNode node, String order) {
        return Http.post(node.http("/orders"), order);
    }

    private static String documentedMigration() throws IOException {
        Matcher block = Pattern.compile("```sql\n(create table orders .*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/verticles.md")));
        assertTrue(block.find());
        return block.group(1);
    }
}
