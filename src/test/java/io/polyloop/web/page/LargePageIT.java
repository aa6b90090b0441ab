package io.polyloop.web.page;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.polyloop.web.page.PageServer.Answer;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files over the limit, which are streamed. */
class LargePageIT {
    private static final String NAME = "polyloop-large.bin";

    @TempDir
    private Path directory;

    private final byte[] content = new byte[32 << 20];
    private PageServer server;

    @BeforeEach
    void start() throws Exception {
        new Random(7).nextBytes(content);
        Files.write(directory.resolve(NAME), content);
        server = new PageServer(vertx -> new PageHandler(vertx, directory, 1 << 20, 1 << 16));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void a_large_file_arrives_whole() throws Exception {
        Answer whole = server.get("/" + NAME);
        assertEquals("application/octet-stream", whole.header("Content-Type"));
        assertEquals(Integer.toString(content.length), whole.header("Content-Length"));
        assertArrayEquals(content, whole.body().getBytes());
        assertEquals(
                304,
                server.get("/" + NAME, "If-None-Match", whole.header("ETag")).status());
    }

    @RepeatedTest(10)
    void the_next_request_on_the_same_connection_is_answered() throws Exception {
        Answer whole = server.get("/" + NAME);
        assertEquals(content.length, whole.body().length());
        assertEquals(200, server.head("/" + NAME).status());
    }

    @Test
    void a_broken_download_is_resumed() throws Exception {
        String tag = server.head("/" + NAME).header("ETag");
        Answer rest = server.get("/" + NAME, "Range", "bytes=30000000-", "If-Range", tag);
        assertEquals(206, rest.status());
        assertEquals("bytes 30000000-33554431/33554432", rest.header("Content-Range"));
        assertArrayEquals(
                Arrays.copyOfRange(content, 30_000_000, content.length),
                rest.body().getBytes());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_client_that_leaves_in_the_middle_leaves_no_open_file() throws Exception {
        try (Socket client = new Socket("127.0.0.1", server.port())) {
            client.getOutputStream()
                    .write(("GET /" + NAME + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            client.getInputStream().readNBytes(1_000);
            await().until(() -> PageServer.openFiles(NAME) == 1);
        }
        await().until(() -> PageServer.openFiles(NAME) == 0);
        assertEquals(200, server.head("/" + NAME).status());
    }

    @Test
    void a_file_that_shrinks_on_the_way_breaks_the_connection_instead_of_hanging_it() throws Exception {
        server.head("/" + NAME);
        Files.write(directory.resolve(NAME), Arrays.copyOf(content, 100_000));
        Future<Answer> cut = server.send(HttpMethod.GET, "/" + NAME);
        assertThrows(Exception.class, () -> PageServer.await(cut));
        await().ignoreExceptions().until(() -> server.get("/" + NAME).body().length() == 100_000);
    }
}
