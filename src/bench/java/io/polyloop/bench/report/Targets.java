package io.polyloop.bench.report;

import io.polyloop.bench.Figure;
import io.polyloop.bench.language.MeasuredLanguage; // part:scripts
import io.polyloop.bench.language.Task; // part:scripts
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream; // part:scripts

/** The performance targets of Polyloop, each a ratio of figures of one run. */
final class Targets {
    private static final String POLYLOOP = "Polyloop";
    private static final String FLOOR = "raw Netty floor";
    private static final String DURABLE_FLOOR = "raw Netty floor, durable";
    private static final String NODE_WS = "Node ws";
    private static final String LATENCY = "latency, 20,000 deliveries/s";
    private static final String P99 = "p99, ms";
    private static final double FLOOR_FACTOR = 1.5;

    private Targets() {}

    static String markdown(List<Figure> figures, boolean whole) {
        StringBuilder text = new StringBuilder(Target.TABLE_HEADER);
        all().stream()
                .filter(target -> whole || target.isMeasured(figures))
                .forEach(target -> text.append(target.toRow(figures)));
        // A default run does not include these.
        authentication().stream()
                .filter(target -> target.isMeasured(figures))
                .forEach(target -> text.append(target.toRow(figures)));
        // part:traces
        traces().stream()
                .filter(target -> target.isMeasured(figures))
                .forEach(target -> text.append(target.toRow(figures)));
        // end:traces
        TransactionTargets.all().stream()
                .filter(target -> target.isMeasured(figures))
                .forEach(target -> text.append(target.toRow(figures)));
        // part:scripts
        languages().stream()
                .filter(target -> target.isMeasured(figures))
                .forEach(target -> text.append(target.toRow(figures)));
        // end:scripts
        return text.append('\n').toString();
    }

    private static List<Target> all() {
        List<Target> targets = new ArrayList<>(fanOut());
        targets.addAll(againstDurableFloor());
        targets.addAll(http());
        targets.addAll(appends());
        targets.add(new Target(
                "latency p99: Polyloop / (1.5 × floor's p99 + one commit's p99)",
                "≤",
                1,
                new Cell(LATENCY, POLYLOOP, P99).over(Targets::allowedLatency)));
        Function<String, Cell> socket = peer -> new Cell("* idle WebSockets", peer, "bytes a connection");
        targets.add(new Target("reports of a blocked thread", "≤", 0, figures -> ServerLogs.blockedThreads()));
        targets.add(atMost("memory of an idle WebSocket: Polyloop / Node ws", 1, socket, NODE_WS));
        return targets;
    }

    private static List<Target> fanOut() {
        Function<String, Cell> paced = fanOut("paced");
        Function<String, Cell> bursting = fanOut("bursting");
        return List.of(
                atMost("fan-out, paced: CPU a delivery, Polyloop / floor", 1.10, paced, FLOOR),
                atMost("fan-out, paced: Polyloop / Node ws", 0.55, paced, NODE_WS),
                atMost("fan-out, bursting: Polyloop / floor", 1.35, bursting, FLOOR),
                atMost("fan-out, bursting: Polyloop / Node ws", 0.12, bursting, NODE_WS),
                new Target(
                        "fan-out, bursting: naive Vert.x / Polyloop",
                        "≥",
                        4,
                        bursting.apply("naive Vert.x").over(bursting.apply(POLYLOOP))));
    }

    /** The remaining overhead: the durable floor waits for the disk as well. */
    private static List<Target> againstDurableFloor() {
        List<Target> targets = new ArrayList<>();
        for (String mode : List.of("paced", "bursting", "64 outstanding")) {
            Function<String, Cell> cells = fanOut(mode);
            String text = "fan-out, " + mode + ": Polyloop / durable floor";
            targets.add(Target.informational(text, cells.apply(POLYLOOP).over(cells.apply(DURABLE_FLOOR))));
        }
        Cell floor = new Cell(LATENCY, DURABLE_FLOOR, P99);
        targets.add(Target.informational(
                "latency p99: Polyloop / durable floor", new Cell(LATENCY, POLYLOOP, P99).over(floor)));
        return targets;
    }

    private static List<Target> http() {
        Function<String, Cell> page = peer -> new Cell("page, 64 connections", peer, "CPU µs a request");
        Function<String, Cell> json = peer -> new Cell("JSON GET, 64 connections", peer, "CPU µs a request");
        return List.of(
                atMost("page: CPU a request, Polyloop / nginx", 1.1, page, "nginx"),
                atMost("page: Polyloop / Node http with fs.readFile", 0.25, page, "Node http"),
                atMost("JSON: CPU a request, Polyloop / Fastify", 0.5, json, "Fastify"));
    }

    private static List<Target> appends() {
        List<Target> targets = new ArrayList<>();
        for (String database : List.of("PostgreSQL", "SQLite")) {
            targets.add(appends(database, 10, "one commit each"));
            targets.add(appends(database, 0.6, "bare JDBC batch loop"));
        }
        return targets;
    }

    private static List<Target> authentication() {
        Function<String, Cell> append = peer -> new Cell("append, 64 connections", peer, "CPU µs a request");
        Function<String, Cell> heap =
                peer -> new Cell("* idle WebSockets, open and with tokens", peer, "of it live heap");
        return List.of(
                atMost("fan-out, paced: CPU a delivery, tokens / open", 1.05, "tokens", fanOut("paced"), "open"),
                atMost("fan-out, bursting: tokens / open", 1.05, "tokens", fanOut("bursting"), "open"),
                atMost("append: CPU a request, one token / open", 1.15, "one token", append, "open"),
                atMost("append: 1,000 tokens in turns / open", 1.15, "1,000 tokens in turns", append, "open"),
                more("KiB more of an idle WebSocket with a token, in a subprotocol", heap, "subprotocol"),
                more("KiB more of an idle WebSocket with a token, in the first frame", heap, "first frame"));
    }

    private static Target more(String text, Function<String, Cell> cells, String where) {
        Cell with = cells.apply("Polyloop, token in " + (where.equals("subprotocol") ? "a " : "the ") + where);
        return new Target(text, "≤", 1, with.minus(cells.apply(POLYLOOP), 1_024));
    }

    // part:traces
    private static List<Target> traces() {
        Function<String, Cell> append =
                peer -> new Cell("append with traces, 64 connections", peer, "CPU µs a request");
        return List.of(
                atMost("append: CPU a request, 1 % sampled / off", 1.03, "1 % sampled", append, "off"),
                Target.informational(
                        "append: all sampled / off", append.apply("all sampled").over(append.apply("off"))));
    }

    // end:traces
    // part:scripts
    private static List<Target> languages() {
        return MeasuredLanguage.all().stream()
                .flatMap(language -> Stream.of(Task.values())
                        .filter(language.targets()::containsKey)
                        .map(task -> language(language, task)))
                .toList();
    }

    private static Target language(MeasuredLanguage language, Task task) {
        Function<String, Cell> cells = name -> new Cell(task.table(), name, "CPU µs a message");
        String java = MeasuredLanguage.JAVA.name();
        return new Target(
                task.title() + ": CPU a message, " + language.name() + " / " + java,
                "≤",
                language.targets().get(task),
                cells.apply(language.name()).over(cells.apply(java)));
    }

    // end:scripts
    private static Target appends(String database, double limit, String other) {
        String table = "durable appends, 1,000 writers, " + database;
        Cell journal = new Cell(table, "Polyloop journal", "acks/s");
        String text = "durable appends on " + database + ": Polyloop / " + other;
        return new Target(text, "≥", limit, journal.over(new Cell(table, other, "acks/s")));
    }

    private static Function<String, Cell> fanOut(String mode) {
        return peer -> new Cell("fan-out, 1,000 subscribers, " + mode, peer, "CPU µs a delivery");
    }

    private static OptionalDouble allowedLatency(List<Figure> figures) {
        OptionalDouble floor = new Cell(LATENCY, FLOOR, P99).apply(figures);
        OptionalDouble commit = new Cell(LATENCY, POLYLOOP, "commit p99, ms").apply(figures);
        return floor.isPresent() && commit.isPresent()
                ? OptionalDouble.of(FLOOR_FACTOR * floor.getAsDouble() + commit.getAsDouble())
                : OptionalDouble.empty();
    }

    private static Target atMost(String text, double limit, Function<String, Cell> cells, String other) {
        return atMost(text, limit, POLYLOOP, cells, other);
    }

    private static Target atMost(String text, double limit, String peer, Function<String, Cell> cells, String other) {
        return new Target(text, "≤", limit, cells.apply(peer).over(cells.apply(other)));
    }
}
