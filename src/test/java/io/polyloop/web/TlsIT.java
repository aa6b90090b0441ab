package io.polyloop.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.polyloop.fixture.Http;
import io.polyloop.fixture.LogCapture;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.RawSocket;
import io.polyloop.fixture.engine.TestCluster;
import io.polyloop.fixture.engine.TlsClient;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The public server with TLS: whatever writes beneath Vert.x has a handler more in its way. */
class TlsIT {
    private static final String FIRST_RECORD = "\u0016\u0003\u0001";

    @TempDir
    static Path data;

    @TempDir
    static Path pages;

    @TempDir
    static Path certificates;

    private static TestNode node;
    private static TlsClient client;
    private static HttpClient http;
    private static int plainPort;

    @BeforeAll
    static void start() throws Exception {
        Files.writeString(pages.resolve("mypage.html"), "<!doctype html>");
        Files.writeString(pages.resolve("streamed.txt"), "x".repeat(4 << 20));
        X509Bundle server = certificate();
        plainPort = TestCluster.freePort();
        node = TestNode.start(
                data,
                "http.tls.cert",
                server.toTempCertChainPem().toString(),
                "http.tls.key",
                server.toTempPrivateKeyPem().toString(),
                "http.tls.handshake-timeout",
                "1s",
                "http.plain-port",
                plainPort,
                "http.request-timeout",
                "1s",
                "live.stalled-after",
                "1s",
                "http.webroot",
                pages.toString());
        client = new TlsClient(server.getCertificate());
        http = client.http();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static X509Bundle certificate() throws Exception {
        return builder().buildSelfSigned();
    }

    private static CertificateBuilder builder() {
        return new CertificateBuilder()
                .subject("CN=localhost")
                .addSanDnsName("localhost")
                .setIsCertificateAuthority(true);
    }

    private static URI at(String scheme, String path) {
        return URI.create(scheme + "://localhost:" + node.port() + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder publish(String topic, String json) {
        return HttpRequest.newBuilder(at("https", "/api/v1/topics/" + topic + "/messages"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
    }

    private static String request(String line) {
        return line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    }

    @Test
    void a_client_that_offers_http_2_gets_http_1_1_over_tls_1_3_with_hsts() throws Exception {
        HttpResponse<String> page = send(HttpRequest.newBuilder(at("https", "/mypage.html")));

        assertEquals(200, page.statusCode());
        assertEquals(HttpClient.Version.HTTP_1_1, page.version());
        assertEquals("TLSv1.3", page.sslSession().orElseThrow().getProtocol());
        assertEquals(List.of("max-age=31536000"), page.headers().allValues("strict-transport-security"));
    }

    @Test
    void the_plain_port_serves_this_machine_without_hsts() {
        HttpResponse<String> page = Http.get(URI.create("http://127.0.0.1:" + plainPort + "/mypage.html"));

        assertEquals(200, page.statusCode());
        assertEquals(List.of(), page.headers().allValues("strict-transport-security"));
    }

    @Test
    void a_web_socket_gets_its_reply_and_every_message_in_order() throws Exception {
        List<JsonObject> received = new ArrayList<>();
        CompletableFuture<Void> complete = new CompletableFuture<>();
        WebSocket socket = http.newWebSocketBuilder()
                .buildAsync(at("wss", "/api/v1/live"), new WebSocket.Listener() {
                    private final StringBuilder text = new StringBuilder();

                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
                        text.append(part);
                        if (last) {
                            received.add(new JsonObject(text.toString()));
                            text.setLength(0);
                        }
                        if (received.size() == 401) {
                            complete.complete(null);
                        }
                        from.request(1);
                        return null;
                    }
                })
                .join();
        for (int batch = 0; batch < 4; batch++) {
            if (batch == 2) {
                socket.sendText("{\"op\":\"subscribe\",\"topic\":\"order\",\"after\":\"0\"}", true)
                        .join();
            }
            assertEquals(201, publishLines("order", 100, 200).statusCode());
        }
        complete.get(30, TimeUnit.SECONDS);

        assertEquals("subscribed", received.get(0).getString("op"));
        for (int i = 1; i < received.size(); i++) {
            assertEquals(i, received.get(i).getLong("seq"));
        }
        socket.abort();
    }

    private static HttpResponse<String> publishLines(String topic, int count, int bytes) throws Exception {
        return send(HttpRequest.newBuilder(at("https", "/api/v1/topics/" + topic + "/messages"))
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(("\"" + "x".repeat(bytes) + "\"\n").repeat(count))));
    }

    @Test
    void frames_that_come_with_the_handshake_are_answered() throws Exception {
        String handshake = "GET /api/v1/live HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
        String ping = "{\"op\":\"ping\",\"id\":7}";
        String close = "\u0088\u0080\0\0\0\0";

        String answer = client.raw(
                node.port(), handshake + "\u0081" + (char) (0x80 | ping.length()) + "\0\0\0\0" + ping + close);

        assertTrue(answer.contains(" 101 ") && answer.contains("{\"op\":\"pong\",\"id\":7}"), answer);
    }

    @Test
    void an_event_stream_gets_every_message_in_order() throws Exception {
        publishLines("events", 200, 300);
        HttpResponse<InputStream> stream = http.send(
                HttpRequest.newBuilder(at("https", "/api/v1/topics/events/events?after=0"))
                        .build(),
                BodyHandlers.ofInputStream());
        publishLines("events", 200, 300);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), US_ASCII))) {
            long seq = 0;
            while (seq < 400) {
                String line = lines.readLine();
                if (line.startsWith("data: {\"topic\"")) {
                    assertEquals(++seq, new JsonObject(line.substring(6)).getLong("seq"));
                }
            }
        }
    }

    @Test
    void a_page_is_streamed_from_its_file() throws Exception {
        assertEquals(
                4 << 20,
                send(HttpRequest.newBuilder(at("https", "/streamed.txt")))
                        .body()
                        .length());
    }

    @Test
    void a_refused_body_is_answered_before_the_connection_ends() throws Exception {
        String head = "POST /api/v1/topics/t/messages HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/json\r\nContent-Length: 9000000\r\n\r\n";

        String answer = client.raw(node.port(), head + "x".repeat(100_000));

        assertTrue(answer.startsWith("HTTP/1.1 413 ") && answer.contains("too_large"), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /streamed.txt", "GET /api/v1/topics/stalled/messages?after=0&limit=1000"})
    void an_answer_that_is_not_read_is_cut_off(String line) throws Exception {
        publishLines("stalled", 1_000, 1_000);
        try (SSLSocket socket = client.connect(node.port())) {
            socket.getOutputStream().write(request(line).getBytes(US_ASCII));
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                try {
                    socket.getOutputStream().write('\n');
                    return false;
                } catch (IOException reset) {
                    return true;
                }
            });
        }
    }

    @Test
    void a_web_socket_that_does_not_read_is_closed_and_others_are_not() throws Exception {
        double before = open();
        try (RawSocket stalled = RawSocket.upgrade(client.connect(node.port()));
                RawSocket reading = RawSocket.upgrade(client.connect(node.port()))) {
            for (RawSocket socket : List.of(stalled, reading)) {
                socket.send(new JsonObject().put("op", "subscribe").put("topic", "flood"));
                assertEquals("subscribed", socket.nextJson().getString("op"));
            }
            publishLines("flood", 900, 1_000);
            publishLines("flood", 900, 1_000);
            for (int seq = 1; seq <= 1_800; seq++) {
                assertEquals(seq, reading.nextJson().getLong("seq"));
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> open() <= before + 1);
            reading.send(new JsonObject().put("op", "ping"));
            assertEquals("pong", reading.nextJson().getString("op"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "\0\0\0\0\0\0\0\0", FIRST_RECORD + "\0\u0001x"})
    void what_is_no_tls_ends_the_connection_without_a_word_in_the_log(String text) throws Exception {
        try (LogCapture log = new LogCapture("io");
                Socket socket = new Socket("127.0.0.1", node.port())) {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));

            assertTrue(isClosedSoon(socket));
            assertEquals(List.of(), log.messages());
        }
        assertEquals(
                200, send(HttpRequest.newBuilder(at("https", "/mypage.html"))).statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0016", FIRST_RECORD + "\u0001\0"})
    void a_handshake_that_stalls_counts_as_a_connection_until_its_deadline(String beginning) throws Exception {
        double before = open();
        try (Socket socket = new Socket("127.0.0.1", node.port())) {
            socket.getOutputStream().write(beginning.getBytes(ISO_8859_1));
            await().until(() -> open() > before);

            assertTrue(isClosedSoon(socket));
            await().until(() -> open() <= before);
        }
    }

    private static boolean isClosedSoon(Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private static double open() {
        return node.metric("polyloop_http_connections");
    }

    @Test
    void handshakes_above_the_limit_of_connections_are_refused() throws Exception {
        X509Bundle server = certificate();
        try (TestNode small = TestNode.start(
                        certificates.resolve("small"),
                        "limits.connections",
                        2,
                        "http.tls.cert",
                        server.toTempCertChainPem().toString(),
                        "http.tls.key",
                        server.toTempPrivateKeyPem().toString());
                Socket first = new Socket("127.0.0.1", small.port());
                Socket second = new Socket("127.0.0.1", small.port())) {
            await().until(() -> small.metric("polyloop_http_connections") == 2);
            try (Socket third = new Socket("127.0.0.1", small.port())) {
                assertTrue(isClosedSoon(third));
            }
            assertFalse(first.isClosed() || second.isClosed());
            assertTrue(small.metric("polyloop_refusals_total{code=\"rate_limited\",transport=\"http\"}") >= 1);
        }
    }

    @Test
    void a_new_certificate_serves_new_connections_and_a_broken_one_does_not() throws Exception {
        Path cert = certificates.resolve("tls.crt");
        Path key = certificates.resolve("tls.key");
        X509Bundle old = certificate();
        X509Bundle renewed =
                builder().notAfter(Instant.now().plus(Duration.ofDays(30))).buildSelfSigned();
        write(old, cert, key);
        try (LogCapture log = new LogCapture("io.polyloop.web");
                TestNode reloading = TestNode.start(
                        certificates.resolve("reloading"),
                        "http.tls.cert",
                        cert.toString(),
                        "http.tls.key",
                        key.toString(),
                        "http.tls.reload-interval",
                        "100ms");
                SSLSocket before = new TlsClient(old.getCertificate()).connect(reloading.port())) {
            assertEquals(expiry(old), reloading.metric("polyloop_http_certificate_expiry_seconds"));

            Files.writeString(cert, renewed.getCertificatePEM());
            await().until(() -> log.count("stays in use until the files are a pair") == 1);
            assertTrue(accepts(old, reloading));

            write(renewed, cert, key);
            await().until(() -> accepts(renewed, reloading));
            assertEquals(expiry(renewed), reloading.metric("polyloop_http_certificate_expiry_seconds"));

            Files.writeString(key, "no key");
            await().until(() -> log.count("http.tls.key: " + key + " contains no private key") == 1);
            assertTrue(accepts(renewed, reloading));

            before.getOutputStream().write(request("GET /mypage.html").getBytes(US_ASCII));
            assertTrue(new String(before.getInputStream().readAllBytes(), US_ASCII).startsWith("HTTP/1.1 200 "));
        }
    }

    private static double expiry(X509Bundle bundle) {
        return bundle.getCertificate().getNotAfter().getTime() / 1_000;
    }

    private static void write(X509Bundle bundle, Path cert, Path key) throws IOException {
        Files.writeString(cert, bundle.getCertificatePEM());
        Files.writeString(key, bundle.getPrivateKeyPEM());
    }

    private static boolean accepts(X509Bundle bundle, TestNode node) {
        try {
            return new TlsClient(bundle.getCertificate())
                    .raw(node.port(), request("GET /mypage.html"))
                    .startsWith("HTTP/1.1 200 ");
        } catch (UncheckedIOException untrusted) {
            return false;
        }
    }
}
