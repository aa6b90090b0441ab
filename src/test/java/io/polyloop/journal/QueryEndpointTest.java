package io.polyloop.journal;

import static io.polyloop.fixture.TestNode.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polyloop.auth.Impersonation;
import io.polyloop.bus.NodeCodec;
import io.polyloop.config.Settings;
import io.polyloop.config.SettingsLoader;
import io.polyloop.fixture.LogCapture;
import io.polyloop.sql.Database;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryEndpointTest {
    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Database database = new Database(vertx);

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        NodeCodec.registerAll(vertx.eventBus());
        Path migrations = Files.createDirectory(folder.resolve("migrations"));
        Files.writeString(
                migrations.resolve("V1__orders.sql"),
                "create table orders (id text not null primary key, total bigint not null);"
                        + " insert into orders values ('a', 5), ('b', 6)");
        Settings settings = await(new SettingsLoader(
                        vertx,
                        Map.of("data.dir", folder.resolve("data").toString(), "sql.migrations", migrations.toString()))
                .load());
        await(vertx.deployVerticle(new JournalVerticle(
                settings.journal(),
                settings.limits(),
                settings.dataDir(),
                Clock.systemUTC(),
                registry,
                Impersonation.none())));
    }

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    @Test
    void a_query_of_java_gets_rows() {
        assertEquals(
                List.of("b 6"),
                await(database.query(
                        "select id, total from orders where total > ?",
                        List.of(5),
                        row -> row.text("id") + " " + row.number("total"))));
        assertEquals(
                1, registry.get("polyloop.sql.query").tag("code", "ok").timer().count());
    }

    @Test
    void a_query_in_json_gets_json() {
        JsonObject query =
                JsonObject.of("sql", "select id, total from orders where id = ?", "parameters", JsonArray.of("a"));
        assertEquals("{\"rows\":[{\"id\":\"a\",\"total\":5}]}", request(query).encode());
        assertEquals(
                "{\"rows\":[{\"n\":2}]}",
                request(JsonObject.of("sql", "select count(*) as n from orders"))
                        .encode());
    }

    @Test
    void a_fault_reaches_the_author_and_is_logged_once_without_parameters() {
        try (LogCapture log = new LogCapture(SqlFailure.class.getName())) {
            ProblemException fault = assertThrows(
                    ProblemException.class,
                    () -> await(database.query("select * from orderz where id = ?", List.of("secret"), row -> row)));
            assertEquals("no such table: orderz", fault.getMessage());
            assertEquals(Problem.INTERNAL, fault.problem());
            assertEquals(
                    List.of("a statement cannot run: no such table: orderz: select * from orderz where id = ?"),
                    log.messages());
        }
        assertEquals(
                1,
                registry.get("polyloop.sql.query")
                        .tag("code", "internal")
                        .timer()
                        .count());
    }

    @Test
    void a_body_that_is_no_query_is_refused() {
        for (Object body : List.of(
                "select 1",
                new JsonObject(),
                JsonObject.of("sql", 1),
                JsonObject.of("sql", "select 1", "parameters", "a"))) {
            ReplyException refusal = assertThrows(
                    ReplyException.class, () -> await(vertx.eventBus().request(Database.QUERY, body)));
            assertTrue(
                    refusal.getMessage().startsWith("internal: database.query takes {\"sql\": text"),
                    refusal::getMessage);
        }
    }

    @Test
    void a_list_as_a_parameter_is_refused() {
        JsonObject query = JsonObject.of("sql", "select 1 where ? = 1", "parameters", JsonArray.of(JsonArray.of(1)));
        ReplyException refusal = assertThrows(ReplyException.class, () -> request(query));
        assertTrue(refusal.getMessage().contains("parameter 1 is a "), refusal::getMessage);
    }

    private JsonObject request(JsonObject query) {
        return await(vertx.eventBus().<JsonObject>request(Database.QUERY, query))
                .body();
    }
}
