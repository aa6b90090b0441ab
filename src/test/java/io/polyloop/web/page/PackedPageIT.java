package io.polyloop.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.web.page.PageServer.Answer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages without a directory: from the jar, as in production, and from the class path, as while developing. */
class PackedPageIT {
    @TempDir
    private Path directory;

    @Test
    void without_the_directory_pages_come_out_of_the_jar() throws Exception {
        try (URLClassLoader jar = jar(Map.of("pages/", "", "pages/index.html", "packed", "pages/sub/", ""));
                PageServer server = new PageServer(vertx -> pages(vertx, jar, 1 << 16))) {
            Answer home = server.get("/");
            assertEquals("packed", home.body().toString());
            assertEquals(
                    304, server.get("/", "If-None-Match", home.header("ETag")).status());
            assertEquals(404, server.get("/sub").status());
            assertEquals(404, server.get("/nothing.html").status());
        }
    }

    @Test
    void a_file_over_the_limit_in_a_jar_is_served_too() throws Exception {
        try (URLClassLoader jar = jar(Map.of("pages/index.html", "0123456789"));
                PageServer server = new PageServer(vertx -> pages(vertx, jar, 4))) {
            assertEquals("0123456789", server.get("/").body().toString());
            assertEquals("567", server.get("/", "Range", "bytes=5-7").body().toString());
        }
    }

    @Test
    void a_folder_before_the_jar_replaces_single_pages_of_it() throws Exception {
        Path own = Files.createDirectories(directory.resolve("own/pages/sub")).getParent();
        Files.writeString(own.resolve("index.html"), "own");
        try (URLClassLoader jar = jar(Map.of("pages/index.html", "packed", "pages/other.html", "other"));
                URLClassLoader both =
                        new URLClassLoader(new URL[] {own.getParent().toUri().toURL(), jar.getURLs()[0]}, null);
                PageServer server = new PageServer(vertx -> pages(vertx, both, 1 << 16))) {
            assertEquals("own", server.get("/").body().toString());
            assertEquals("other", server.get("/other.html").body().toString());
            assertEquals(404, server.get("/sub").status());
        }
    }

    @Test
    void without_directory_and_jar_pages_come_from_the_class_path() throws Exception {
        ClassLoader classes = PackedPageIT.class.getClassLoader();
        try (PageServer server = new PageServer(vertx -> pages(vertx, classes, 1 << 16))) {
            assertEquals(
                    Files.readString(Path.of("src/test/resources/pages/index.html")),
                    server.get("/").body().toString());
            assertEquals(404, server.get("/no/such/page").status());
        }
    }

    @Test
    void the_packaged_pages_are_served_by_default() throws Exception {
        try (PageServer server =
                new PageServer(vertx -> new PageHandler(vertx, directory.resolve("none"), 1 << 20, 1 << 16))) {
            assertEquals(200, server.get("/").status());
            Answer small = server.get("/mypage.html");
            assertEquals(200, small.status());
            assertTrue(
                    small.body().length() < 4_096,
                    "mypage.html has " + small.body().length() + " bytes");
        }
    }

    private PageHandler pages(Vertx vertx, ClassLoader classes, long maxFile) {
        PageFiles files = new WebRoot(vertx, directory.resolve("none"), classes, "pages");
        return new PageHandler(vertx, files, InstantSource.system(), 1 << 20, maxFile);
    }

    private URLClassLoader jar(Map<String, String> entries) throws IOException {
        Path file = directory.resolve("pages.jar");
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return new URLClassLoader(new URL[] {file.toUri().toURL()}, null);
    }
}
