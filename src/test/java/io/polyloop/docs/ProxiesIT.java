package io.polyloop.docs;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.polyloop.fixture.EventStream;
import io.polyloop.fixture.Http;
import io.polyloop.fixture.LiveClient;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.TestCluster;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the configurations of docs/proxies.md, each in front of a node. */
class ProxiesIT {
    private static final String NAME = "polyloop.example";
    private static final long PATIENCE_SECONDS = 20;

    /** How to run a proxy with its documented configuration. {@code %s} is the folder, or the configuration. */
    private record Proxy(String name, String file, List<String> command) {}

    private static final Proxy NGINX = new Proxy(
            "nginx",
            """
            daemon off;
            user root;
            pid nginx.pid;
            error_log stderr;
            events {}
            http {
                access_log off;
                client_body_temp_path .; proxy_temp_path .; fastcgi_temp_path .; uwsgi_temp_path .; scgi_temp_path .;
                %s
            }
            """,
            List.of("/usr/sbin/nginx", "-p", "%s", "-c", "proxy.conf"));
    private static final Proxy HAPROXY =
            new Proxy("haproxy", "global\n    maxconn 1000\n%s", List.of("/usr/sbin/haproxy", "-f", "%s/proxy.conf"));

    @TempDir
    Path folder;

    private TestNode node;
    private Process process;
    private int port;

    static Stream<Proxy> proxies() {
        return Stream.of(NGINX, HAPROXY);
    }

    @BeforeEach
    void start() {
        node = TestNode.start(
                folder.resolve("data"), "http.allowed-hosts", JsonArray.of(NAME), "verticles", JsonArray.of());
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (process != null) {
            process.destroy();
            assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
        node.close();
    }

    @ParameterizedTest
    @MethodSource("proxies")
    void documented_proxy_passes_pages_appends_and_live_messages(Proxy proxy) throws Exception {
        run(proxy);
        URI messages = http("/api/v1/topics/t/messages");
        assertEquals(200, Http.get(http("/")).statusCode());
        assertEquals(201, Http.post(messages, "{\"n\":1}").statusCode());
        try (LiveClient socket = LiveClient.connect(node.vertx(), port);
                EventStream events = EventStream.open(http("/api/v1/topics/t/events?after=0"))) {
            socket.subscribe("t", "0");
            assertEquals("message", events.next().name());
            // The stream is open: a message in a buffer of the proxy would not arrive.
            assertEquals(201, Http.post(messages, "{\"n\":2}").statusCode());
            assertEquals("message", events.next().name());
            assertEquals(List.of(1L, 2L), socket.sequences(2));
        }
        assertEquals(413, Http.post(messages, '"' + "x".repeat(100_000) + '"').statusCode());
    }

    @ParameterizedTest
    @MethodSource("proxies")
    void documented_proxy_passes_the_host_of_the_client(Proxy proxy) throws Exception {
        run(proxy);
        assertEquals(200, status(NAME));
        assertEquals(421, status("attacker.example"));
    }

    private int status(String host) {
        HttpClient client = node.vertx().createHttpClient();
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI("/api/v1/topics")
                .putHeader("Host", host);
        return TestNode.await(client.request(request)
                .compose(asked -> asked.send())
                .map(HttpClientResponse::statusCode)
                .eventually(client::close));
    }

    private URI http(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private void run(Proxy proxy) throws IOException {
        String command = proxy.command().get(0);
        assumeTrue(
                Files.isExecutable(Path.of(command)),
                "SKIPPED: needs " + command + " (apt-get install nginx-light haproxy)");
        port = TestCluster.freePort();
        Files.writeString(folder.resolve("proxy.conf"), proxy.file().formatted(documented(proxy.name())));
        process = new ProcessBuilder(proxy.command().stream()
                        .map(part -> part.formatted(folder))
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("proxy.log").toFile())
                .start();
        await().failFast("the proxy has exited", () -> !process.isAlive()).until(this::listens);
    }

    /** The documented configuration, with the ports of this test. */
    private String documented(String name) throws IOException {
        Matcher block = Pattern.compile("```" + name + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/proxies.md")));
        assertTrue(block.find(), "docs/proxies.md has no configuration of " + name);
        String text = block.group(1);
        return text.replace("127.0.0.1:8080", "127.0.0.1:" + node.port())
                .replace("port 8081", "port " + node.management("/").getPort())
                .replace("listen 80;", "listen 127.0.0.1:" + port + ";")
                .replace("bind :80", "bind 127.0.0.1:" + port);
    }

    private boolean listens() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return Http.get(http("/openapi.yaml")).statusCode() == 200;
        } catch (ConnectException notYet) {
            return false;
        }
    }
}
