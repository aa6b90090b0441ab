package io.polyloop.proof.dashboard;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.yaml.snakeyaml.Yaml;

/** A Prometheus that scrapes nodes and evaluates the project's rules. */
final class Prometheus implements AutoCloseable {
    static final int SCRAPE_SECONDS = 2;
    private static final int PORT = 9_190;
    private static final Path RULES = Path.of("k8s/components/monitoring/rules.yaml");

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address = URI.create("http://127.0.0.1:" + PORT);
    private final Process process;

    private Prometheus(Process process) {
        this.process = process;
    }

    /** @param nodes their management servers; Prometheus calls them node-1, node-2 and so on */
    static Prometheus start(Path folder, List<URI> nodes) throws IOException {
        Map<String, Object> rules = new Yaml().load(Files.readString(RULES));
        Files.writeString(folder.resolve("rules.yaml"), new Yaml().dump(rules.get("spec")));
        Path configuration = folder.resolve("prometheus.json");
        Files.writeString(configuration, configuration(nodes).encodePrettily());
        Process process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + folder.resolve("prometheus"),
                        "--web.listen-address=127.0.0.1:" + PORT)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        Prometheus started = new Prometheus(process);
        Awaitility.await("Prometheus; see " + folder.resolve("prometheus.log"))
                .ignoreExceptions()
                .until(() -> started.get("/-/ready").statusCode() == 200);
        return started;
    }

    /** JSON is YAML. */
    private static JsonObject configuration(List<URI> nodes) {
        List<JsonObject> targets = IntStream.range(0, nodes.size())
                .mapToObj(node -> JsonObject.of(
                        "targets", JsonArray.of(nodes.get(node).getAuthority()),
                        "labels", JsonObject.of("instance", "node-" + (node + 1))))
                .toList();
        String interval = SCRAPE_SECONDS + "s";
        return JsonObject.of(
                "global", JsonObject.of("scrape_interval", interval, "evaluation_interval", interval),
                "rule_files", JsonArray.of("rules.yaml"),
                "scrape_configs",
                        JsonArray.of(JsonObject.of("job_name", "polyloop", "static_configs", new JsonArray(targets))));
    }

    /** The series of an expression over a time. */
    List<Series> query(String expression, Instant from, Instant to, int stepSeconds) {
        HttpResponse<String> answer = get("/api/v1/query_range?start=" + from.getEpochSecond() + "&end="
                + to.getEpochSecond() + "&step=" + stepSeconds + "&query="
                + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(expression + ": " + answer.body());
        }
        return new JsonObject(answer.body())
                .getJsonObject("data").getJsonArray("result").stream()
                        .map(result -> Series.of((JsonObject) result))
                        .toList();
    }

    private HttpResponse<String> get(String path) {
        try {
            return http.send(
                    HttpRequest.newBuilder(address.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
