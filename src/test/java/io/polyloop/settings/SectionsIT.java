package io.polyloop.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.TestNode;
import io.polyloop.route.HttpRoutes;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings of a project's own on a node: in a class, and in the configuration of a verticle. */
class SectionsIT {
    /** Answers with what it reads. */
    public static final class OrderVerticle extends VerticleBase {
        @Override
        public Future<?> start() {
            OrderSettings settings = Sections.of(vertx).read("orders", OrderSettings::new);
            return new HttpRoutes(vertx)
                    .route(
                            "GET",
                            "/settings",
                            request -> Future.succeededFuture(JsonObject.of(
                                    "record", settings.toString(), "key", settings.apiKey(), "config", config())));
        }
    }

    @TempDir
    Path folder;

    @BeforeEach
    void write_app_yaml() throws IOException {
        Path conf = Files.createDirectory(folder.resolve("conf"));
        Path key = Files.writeString(folder.resolve("key"), "s3cret\n");
        Files.writeString(
                conf.resolve("app.yaml"),
                """
                app: {settings: {orders: io.polyloop.settings.OrderSettings}}
                orders: {currency: EUR, limit: 100, retry: {delay: 5s}, api-key: , api-key-file: ''}
                verticles:
                  - {name: '*', enabled: false}
                  - {name: io.polyloop.settings.SectionsIT$OrderVerticle, config: orders}
                """);
        Files.writeString(conf.resolve("local.yaml"), "orders: {currency: USD, api-key-file: " + key + "}\n");
        System.setProperty("polyloop.conf", conf.toString());
    }

    @AfterEach
    void clear_property() {
        System.clearProperty("polyloop.conf");
    }

    @Test
    void a_class_and_the_configuration_of_a_verticle_have_the_values_of_all_sources() {
        try (TestNode node = TestNode.start(folder, "orders.limit", "7")) {
            assertEquals(
                    new JsonObject(
                            """
                            {"record": "USD 7 PT5S", "key": "s3cret",
                            "config": {"currency": "USD", "limit": 7, "retry": {"delay": "5s"}, "api-key": "s3cret", "api-key-file": ""}}
                            """),
                    Http.body(Http.get(node.http("/settings"))));
        }
    }

    // part:javascript
    @Test
    void the_config_of_a_script_is_a_section_with_its_overrides() throws IOException {
        Path scripts = Files.createDirectory(folder.resolve("scripts"));
        Files.writeString(
                scripts.resolve("orders.js"),
                "export const start = ({ config, http }) => http.get('/config', () => config);");
        JsonObject script = JsonObject.of("name", "js:orders.js", "config", "orders");
        JsonArray directory = JsonArray.of(scripts.toString());
        try (TestNode node = TestNode.start(
                folder, "orders.limit", 8, "scripts.dir", directory, "verticles", JsonArray.of(script))) {
            assertEquals(
                    new JsonObject(
                            """
                            {"currency": "USD", "limit": 8, "retry": {"delay": "5s"}, "api-key": "s3cret", "api-key-file": ""}
                            """),
                    Http.body(Http.get(node.http("/config"))));
        }
    }
    // end:javascript
}
