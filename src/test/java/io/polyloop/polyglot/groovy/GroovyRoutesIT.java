package io.polyloop.polyglot.groovy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.TestNode;
import io.vertx.core.json.JsonArray;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Groovy script that answers HTTP, in a whole node. */
class GroovyRoutesIT {
    private static final String SCRIPT =
            """
            def start(context) {
                def http = context.http
                http.get('/orders/:id') { [id: it.params.id, full: it.query.full == 'yes'] }
                http.get('/page') { http.response(201, '<p>', ['content-type': 'text/html']) }
                http.get('/none') { throw NOT_FOUND.because('no such order') }
                http.get('/broken') { null.secret }
            }
            """;

    @TempDir
    static Path folder;

    private static TestNode node;

    @BeforeAll
    static void start() throws Exception {
        Path scripts = Files.createDirectory(folder.resolve("scripts"));
        Files.writeString(scripts.resolve("orders.groovy"), SCRIPT);
        node = TestNode.start(
                folder,
                "scripts.dir",
                JsonArray.of(scripts.toString()),
                "verticles",
                JsonArray.of("groovy:orders.groovy"));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void a_route_sees_its_request_and_answers_json() {
        assertAnswers(200, "{\"id\":\"7\",\"full\":true}", "/orders/7?full=yes");
    }

    @Test
    void an_answer_may_have_a_status_a_type_and_text() {
        var response = Http.get(node.http("/page"));
        assertEquals("text/html", response.headers().firstValue("content-type").orElseThrow());
        assertAnswers(201, "<p>", "/page");
    }

    @Test
    void a_refusal_and_a_fault_are_problems_without_a_trace() {
        assertEquals(404, Http.get(node.http("/none")).statusCode());
        var fault = Http.get(node.http("/broken"));
        assertEquals(500, fault.statusCode());
        assertEquals(-1, fault.body().indexOf("groovy"), fault.body());
    }

    private static void assertAnswers(int status, String body, String path) {
        var response = Http.get(node.http(path));
        assertEquals(status + " " + body, response.statusCode() + " " + response.body());
    }
}
