package io.polyloop.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.EventStream;
import io.polyloop.fixture.Http;
import io.polyloop.fixture.LiveClient;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.BatchPublisher;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that take their time, as slowloris does: a byte now and then keeps any idle timeout from firing. */
class SlowRequestIT {
    private static final String HEAD = "POST /api/v1/topics/t/messages HTTP/1.1\r\nHost: localhost\r\n";
    private static final String BODY = "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n";

    @TempDir
    static Path data;

    @TempDir
    static Path pages;

    @TempDir
    Path own;

    private static TestNode node;

    @BeforeAll
    static void start() throws IOException {
        Files.writeString(pages.resolve("mypage.html"), "<!doctype html>");
        Files.writeString(pages.resolve("held.txt"), "x".repeat(1 << 20));
        Files.writeString(pages.resolve("streamed.txt"), "x".repeat(4 << 20));
        node = TestNode.start(data, "http.request-timeout", "1s", "http.webroot", pages.toString());
        BatchPublisher.publish(node, "big", 1_000, 1_000);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "POST /api/v1/to", HEAD, HEAD + BODY, HEAD + BODY + "[1,"})
    void a_request_that_does_not_arrive_in_time_is_cut_off_however_it_drips(String beginning) throws IOException {
        try (Socket client = new Socket("127.0.0.1", node.port())) {
            client.getOutputStream().write(beginning.getBytes(US_ASCII));
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> isCutOff(client, beginning.isEmpty() ? "" : "1"));
        }
        assertEquals(200, Http.get(node.http("/mypage.html")).statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "G", "GET /mypage.html HTTP/1.1\r\nHost: localhost\r\n"})
    void the_next_request_of_a_connection_has_the_same_time_from_its_first_byte(String beginning) throws IOException {
        try (Socket client = new Socket("127.0.0.1", node.port());
                Socket idle = new Socket("127.0.0.1", node.port())) {
            answered(client);
            answered(idle);
            client.getOutputStream().write(beginning.getBytes(US_ASCII));
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> isCutOff(client, beginning.isBlank() ? "\r\n" : ""));
            assertFalse(isCutOff(idle, ""));
        }
    }

    private static void answered(Socket client) throws IOException {
        client.getOutputStream().write("GET /api/v1/topics/t HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
        client.setSoTimeout(20_000);
        assertTrue(client.getInputStream().read(new byte[8_192]) > 0);
    }

    @Test
    void a_request_that_was_answered_is_cut_off_too_if_its_body_does_not_end() throws IOException {
        try (Socket client = new Socket("127.0.0.1", node.port())) {
            client.getOutputStream().write((HEAD.replace("/api/", "/nowhere/") + BODY).getBytes(US_ASCII));
            client.setSoTimeout(20_000);
            assertEquals('H', client.getInputStream().read());
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> isCutOff(client, "1"));
        }
    }

    @Test
    void a_request_that_was_answered_before_its_body_came_leaves_its_connection_to_the_next() throws IOException {
        String refused = HEAD.replace("/api/", "/nowhere/") + "Content-Length: 2\r\n\r\n";
        try (Socket client = new Socket("127.0.0.1", node.port());
                Socket silent = new Socket("127.0.0.1", node.port())) {
            client.getOutputStream().write(refused.getBytes(US_ASCII));
            client.setSoTimeout(20_000);
            assertEquals('H', client.getInputStream().read());
            client.getOutputStream().write("[]".getBytes(US_ASCII));
            await().atMost(Duration.ofSeconds(20)).until(() -> isCutOff(silent, ""));
            client.getOutputStream()
                    .write("GET /mypage.html HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(US_ASCII));
            String rest = new String(client.getInputStream().readAllBytes(), US_ASCII);
            assertTrue(rest.contains("HTTP/1.1 200 "), rest);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/topics/big/messages?after=0&limit=1000", "/held.txt", "/streamed.txt"})
    void an_answer_that_is_not_read_is_cut_off(String address) throws IOException {
        try (Socket client = unread(address)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> !takesMore(client));
        }
    }

    @Test
    void an_erase_whose_body_does_not_come_is_cut_off() throws IOException {
        try (Socket client = new Socket("127.0.0.1", node.port())) {
            client.getOutputStream()
                    .write("DELETE /api/v1/topics/t HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\n"
                            .getBytes(US_ASCII));
            client.setSoTimeout(20_000);
            assertEquals(-1, client.getInputStream().read());
        }
    }

    @Test
    void requests_behind_an_answer_that_is_not_read_wait() throws IOException {
        double before = answers();
        try (Socket client = new Socket("127.0.0.1", node.port())) {
            client.getOutputStream()
                    .write("GET /held.txt HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .repeat(200)
                            .getBytes(US_ASCII));
            await().atMost(Duration.ofSeconds(20)).until(() -> !takesMore(client));
            assertTrue(answers() - before < 50, "answered " + (answers() - before));
        }
    }

    private static double answers() {
        return Http.get(node.management("/metrics"))
                .body()
                .lines()
                .filter(line -> line.startsWith("polyloop_http_answers_seconds_count"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/topics/big/messages?after=0&limit=1000", "/held.txt", "/streamed.txt"})
    void an_answer_that_is_read_slowly_is_sent_to_its_end(String address) throws IOException {
        try (Socket client = unread(address);
                Socket first = new Socket("127.0.0.1", node.port())) {
            InputStream answer = client.getInputStream();
            long[] read = {0};
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        read[0] += answer.readNBytes(20_000).length;
                        return isCutOff(first, "");
                    });
            try (Socket second = new Socket("127.0.0.1", node.port())) {
                await().atMost(Duration.ofSeconds(20))
                        .pollInterval(Duration.ofMillis(100))
                        .until(() -> {
                            read[0] += answer.readNBytes(20_000).length;
                            return isCutOff(second, "");
                        });
            }
            assertTrue(read[0] + answer.readAllBytes().length > 900_000);
        }
    }

    /** A request whose answer waits; the connection ends after it. */
    private static Socket unread(String address) throws IOException {
        Socket client = new Socket();
        client.setReceiveBufferSize(8 * 1024);
        client.setSoTimeout(20_000);
        client.connect(new InetSocketAddress("127.0.0.1", node.port()));
        String request = "GET " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        client.getOutputStream().write(request.getBytes(US_ASCII));
        return client;
    }

    private static boolean takesMore(Socket client) {
        try {
            client.getOutputStream().write('\n');
            return true;
        } catch (IOException reset) {
            return false;
        }
    }

    @Test
    void a_connection_that_asks_nothing_more_is_closed_after_keep_alive() throws IOException {
        try (TestNode brief = TestNode.start(own, "http.keep-alive", "500ms");
                Socket client = new Socket("127.0.0.1", brief.port())) {
            client.getOutputStream().write("GET /mypage.html HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
            client.setSoTimeout(20_000);
            String answer = new String(client.getInputStream().readAllBytes(), US_ASCII);
            assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        }
    }

    @Test
    void a_live_connection_has_no_deadline() {
        try (LiveClient socket = LiveClient.connect(node.vertx(), node.port());
                EventStream stream = EventStream.open(node.http("/api/v1/topics/idle/events"));
                Socket slow = new Socket("127.0.0.1", node.port())) {
            socket.subscribe("idle", null);
            // When the silent one is cut off, whatever had the same deadline would be gone too.
            await().atMost(Duration.ofSeconds(20)).until(() -> isCutOff(slow, ""));
            assertEquals(
                    201,
                    Http.post(node.http("/api/v1/topics/idle/messages"), "1").statusCode());
            assertEquals(1, socket.next("message").getLong("seq"));
            assertTrue(stream.message().getLong("seq") == 1);
            assertFalse(socket.socket().isClosed());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private static boolean isCutOff(Socket client, String drip) {
        try {
            client.getOutputStream().write(drip.getBytes(US_ASCII));
            client.setSoTimeout(50);
            return client.getInputStream().read(new byte[8_192]) < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }
}
