package io.polyloop.proof.dashboard;

import io.polyloop.proof.local.LocalCluster;
import io.polyloop.proof.local.LocalDatabase;
import io.polyloop.proof.local.LocalNode;
import io.polyloop.proof.local.LoopbackPorts;
import io.polyloop.proof.local.Pause;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Runs three nodes under load with a Prometheus, kills one for a while, and draws the dashboards from what Prometheus has
 * then: {@code [--short]}. The exit code is 1 if a panel is empty without saying why.
 */
public final class Dashboards {
    private static final int NODES = 3;
    private static final int PORT_OFFSET = 3_000;
    private static final int POINTS = 45;
    private static final Path FOLDER = Path.of("target", "dashboard").toAbsolutePath();
    private static final Path SOURCES = Path.of("k8s/components/monitoring/dashboards");

    private final LoopbackPorts ports = new LoopbackPorts(PORT_OFFSET);
    private final List<String> emptyPanels = new ArrayList<>();

    private Dashboards() {}

    public static void main(String[] args) throws IOException {
        boolean isShort = List.of(args).contains("--short");
        Dashboards dashboards = new Dashboards();
        // Down for more than two minutes: then an alert fires.
        dashboards.run(Duration.ofSeconds(isShort ? 20 : 120), Duration.ofSeconds(isShort ? 10 : 150));
        dashboards.emptyPanels.forEach(title -> System.out.println("EMPTY, and does not say why: " + title));
        System.exit(dashboards.emptyPanels.isEmpty() ? 0 : 1);
    }

    private void run(Duration before, Duration down) throws IOException {
        clear();
        try (LocalDatabase database = LocalDatabase.start(FOLDER);
                Prometheus prometheus = Prometheus.start(FOLDER, uris(ports::management));
                Load load = new Load(uris(ports::http))) {
            List<LocalNode> nodes = new LocalCluster(
                            FOLDER,
                            LocalCluster.jar(List.of("-Xmx256m")),
                            ports,
                            Map.of("POLYLOOP_JOURNAL_URL", database.url(), "POLYLOOP_CLUSTER_MINIMUM", "2"))
                    .nodes(NODES);
            try {
                start(nodes);
                load.start();
                Instant from = Instant.now();
                Pause.of(before);
                nodes.get(NODES - 1).kill();
                Pause.of(down);
                start(nodes);
                Pause.of(before);
                draw(prometheus, from, Instant.now());
            } finally {
                nodes.forEach(LocalNode::kill);
            }
        }
    }

    private static void start(List<LocalNode> nodes) {
        nodes.forEach(LocalNode::start);
        for (LocalNode node : nodes) {
            node.awaitReadyOrExit();
            if (!node.running()) {
                throw new IllegalStateException("the node exited; see " + node.log());
            }
        }
    }

    private void draw(Prometheus prometheus, Instant from, Instant to) throws IOException {
        int step = (int) Math.max(1, Duration.between(from, to).toSeconds() / POINTS);
        Queries queries = new Queries(prometheus, from, to, step);
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                String name = file.getFileName().toString().replace(".json", ".svg");
                Files.writeString(FOLDER.resolve(name), draw(queries, new JsonObject(Files.readString(file))));
                System.out.println(FOLDER.resolve(name));
            }
        }
    }

    private String draw(Queries queries, JsonObject dashboard) {
        DashboardChart chart = new DashboardChart(queries);
        int height = 0;
        for (Object each : dashboard.getJsonArray("panels")) {
            Panel panel = Panel.of((JsonObject) each);
            height = Math.max(
                    height, panel.place().getInteger("y") + panel.place().getInteger("h"));
            if (panel.isHeading()) {
                chart.heading(panel);
                continue;
            }
            List<Panel.Line> lines = panel.lines(queries);
            if (lines.isEmpty() && panel.empty() == null) {
                emptyPanels.add(panel.title());
            }
            chart.panel(panel, lines);
        }
        return chart.svg(height);
    }

    private static List<URI> uris(IntFunction<URI> address) {
        return IntStream.range(0, NODES).mapToObj(address).toList();
    }

    private static void clear() throws IOException {
        if (Files.exists(FOLDER)) {
            try (Stream<Path> files = Files.walk(FOLDER)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
            }
        }
        Files.createDirectories(FOLDER);
    }
}
