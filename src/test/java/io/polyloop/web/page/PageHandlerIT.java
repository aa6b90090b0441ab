package io.polyloop.web.page;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.web.page.PageServer.Answer;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageHandlerIT {
    @TempDir
    private Path directory;

    private PageServer server;

    @BeforeEach
    void start() throws Exception {
        Files.writeString(directory.resolve("index.html"), "<!doctype html>home");
        Files.writeString(directory.resolve("digits.txt"), "0123456789");
        Files.writeString(directory.resolve("empty.txt"), "");
        Files.writeString(directory.resolve("dot.svg"), "<svg/>");
        Files.createDirectories(directory.resolve("docs.d"));
        Files.writeString(directory.resolve("docs.d/index.html"), "docs");
        Files.writeString(directory.resolve(".env"), "SECRET=1");
        server = new PageServer(vertx -> new PageHandler(vertx, directory, 1 << 20, 1 << 16));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void the_root_is_index_html() throws Exception {
        Answer home = server.get("/");
        assertEquals(200, home.status());
        assertEquals("<!doctype html>home", home.body().toString());
        assertEquals("text/html; charset=utf-8", home.header("Content-Type"));
        assertEquals("docs", server.get("/docs.d/").body().toString());
    }

    @Test
    void every_page_has_the_headers_that_keep_a_browser_safe() throws Exception {
        Answer home = server.get("/");
        PageServer.security().forEach((name, value) -> assertEquals(value, home.header(name)));
        String policy = home.header("Content-Security-Policy");
        assertTrue(policy.contains("default-src 'none'") && policy.contains("script-src 'self'"), policy);
        assertTrue(policy.contains("connect-src 'self'") && !policy.contains("unsafe"), policy);
    }

    @Test
    void what_a_handler_before_it_has_put_is_kept() throws Exception {
        try (PageServer guarded = new PageServer(this::guarded)) {
            Answer home = guarded.get("/");
            assertEquals("max-age=1", home.header("Strict-Transport-Security"));
            assertEquals("nosniff", home.header("X-Content-Type-Options"));
            assertEquals("19", home.header("Content-Length"));
        }
    }

    private Handler<RoutingContext> guarded(Vertx vertx) {
        PageHandler pages = new PageHandler(vertx, directory, 1 << 20, 1 << 16);
        return context -> {
            context.response().putHeader("Strict-Transport-Security", "max-age=1");
            pages.handle(context);
        };
    }

    @Test
    void html_is_revalidated_and_an_image_may_be_kept_a_while() throws Exception {
        assertEquals("no-cache", server.get("/").header("Cache-Control"));
        assertEquals("public, max-age=300", server.get("/dot.svg").header("Cache-Control"));
    }

    @Test
    void a_client_that_has_the_current_version_gets_304_without_a_body() throws Exception {
        Answer first = server.get("/");
        Answer again = server.get("/", "If-None-Match", "\"other\", W/" + first.header("ETag"));
        assertEquals(304, again.status());
        assertEquals(0, again.body().length());
        assertEquals(first.header("ETag"), again.header("ETag"));
        assertEquals(304, server.get("/", "If-None-Match", "*").status());
        assertEquals(200, server.get("/", "If-None-Match", "\"other\"").status());
    }

    @Test
    void a_client_without_a_tag_is_asked_for_its_date() throws Exception {
        String modified = server.get("/").header("Last-Modified");
        assertEquals(304, server.get("/", "If-Modified-Since", modified).status());
        assertEquals(
                200,
                server.get("/", "If-Modified-Since", "Sat, 01 Jan 2000 00:00:00 GMT")
                        .status());
        assertEquals(200, server.get("/", "If-Modified-Since", "yesterday").status());
        // The tag is the better witness: with both, the date does not count.
        assertEquals(
                200,
                server.get("/", "If-Modified-Since", modified, "If-None-Match", "\"x\"")
                        .status());
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=2-5, bytes 2-5/10, 2345",
        "bytes=7-, bytes 7-9/10, 789",
        "bytes=-2, bytes 8-9/10, 89",
        "bytes=0-, bytes 0-9/10, 0123456789",
    })
    void one_range_is_answered_with_that_part(String range, String contentRange, String body) throws Exception {
        Answer part = server.get("/digits.txt", "Range", range);
        assertEquals(206, part.status());
        assertEquals(contentRange, part.header("Content-Range"));
        assertEquals(body, part.body().toString());
    }

    @Test
    void a_range_outside_of_the_page_is_416_with_its_size() throws Exception {
        Answer refusal = server.get("/digits.txt", "Range", "bytes=10-");
        assertEquals(416, refusal.status());
        assertEquals("bytes */10", refusal.header("Content-Range"));
        assertEquals("range_not_satisfiable", refusal.body().toString());
        assertEquals("bytes */0", server.get("/empty.txt", "Range", "bytes=0-").header("Content-Range"));
        assertEquals(200, server.get("/empty.txt").status());
    }

    @Test
    void several_ranges_are_answered_with_the_whole() throws Exception {
        Answer whole = server.get("/digits.txt", "Range", "bytes=0-1,5-6");
        assertEquals(200, whole.status());
        assertEquals(10, whole.body().length());
        assertNull(whole.header("Content-Range"));
    }

    @Test
    void a_part_of_another_version_is_never_sent() throws Exception {
        String tag = server.get("/digits.txt").header("ETag");
        String modified = server.get("/digits.txt").header("Last-Modified");
        assertEquals(
                206,
                server.get("/digits.txt", "Range", "bytes=5-", "If-Range", tag).status());
        assertEquals(
                206,
                server.get("/digits.txt", "Range", "bytes=5-", "If-Range", modified)
                        .status());
        assertEquals(
                200,
                server.get("/digits.txt", "Range", "bytes=5-", "If-Range", "\"old\"")
                        .status());
        assertEquals(
                200,
                server.get("/digits.txt", "Range", "bytes=5-", "If-Range", "W/" + tag)
                        .status());
    }

    @Test
    void head_has_the_same_headers_without_the_body() throws Exception {
        Answer head = server.head("/digits.txt", "Range", "bytes=2-5");
        assertEquals(200, head.status());
        assertEquals("10", head.header("Content-Length"));
        assertEquals(server.get("/digits.txt").header("ETag"), head.header("ETag"));
        assertEquals(0, head.body().length());
        assertEquals(404, server.head("/nothing.html").status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing.html",
                "/docs.d",
                "/nothing/",
                "/index.html/",
                "/.env",
                "/../pom.xml",
                "/%2e%2e%2fpom.xml",
                "/docs.d/..%2f..%2fpom.xml",
                "/docs.d%2findex.html",
                "/..\\pom.xml",
                "/%5c..%5cpom.xml",
                "/index.html%00",
                "/logback.xml",
                "/db/migration/",
            })
    void what_is_not_a_page_is_not_found(String path) throws Exception {
        Answer refusal = server.get(path);
        assertEquals(404, refusal.status());
        assertEquals("not_found", refusal.body().toString());
        assertNull(refusal.header("ETag"));
        assertEquals(200, server.get("/").status());
    }

    @Test
    void a_changed_file_is_served_within_a_second() throws Exception {
        String tag = server.get("/").header("ETag");
        Files.writeString(directory.resolve("index.html"), "<!doctype html>news");
        // The second itself is proved in PageCacheTest, by a clock that the test moves; the rest is for a busy machine.
        await().atMost(Duration.ofSeconds(10))
                .until(() -> server.get("/").body().toString().endsWith("news"));
        assertNotEquals(tag, server.get("/").header("ETag"));
        assertEquals(200, server.get("/", "If-None-Match", tag).status());
    }
}
