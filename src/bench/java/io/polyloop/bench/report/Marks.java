package io.polyloop.bench.report;

import io.polyloop.bench.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/** What Polyloop's speed has to be, each as a ratio of one run. */
final class Marks {
    private static final String POLYLOOP = "Polyloop";
    private static final String FLOOR = "raw Netty floor";
    private static final String DURABLE_FLOOR = "raw Netty floor, durable";
    private static final String NODE_WS = "Node ws";
    private static final String LATENCY = "latency, 20,000 deliveries/s";
    private static final String P99 = "p99, ms";
    private static final double FLOOR_FACTOR = 1.5;

    private Marks() {}

    static String markdown(List<Figure> figures, boolean whole) {
        StringBuilder text = new StringBuilder(Mark.HEAD);
        all().stream()
                .filter(mark -> whole || mark.isMeasured(figures))
                .forEach(mark -> text.append(mark.row(figures)));
        // Not part of a run of everything.
        languages().stream().filter(mark -> mark.isMeasured(figures)).forEach(mark -> text.append(mark.row(figures)));
        return text.append('\n').toString();
    }

    private static List<Mark> all() {
        List<Mark> marks = new ArrayList<>(fanOut());
        marks.addAll(againstDurableFloor());
        marks.addAll(http());
        marks.addAll(appends());
        marks.add(new Mark(
                "latency p99: Polyloop / (1.5 × floor's p99 + one commit's p99)",
                "≤",
                1,
                new Cell(LATENCY, POLYLOOP, P99).over(Marks::allowedLatency)));
        Function<String, Cell> socket = peer -> new Cell("* idle WebSockets", peer, "bytes a connection");
        marks.add(new Mark("reports of a blocked thread", "≤", 0, figures -> ServerLogs.blockedThreads()));
        marks.add(atMost("memory of an idle WebSocket: Polyloop / Node ws", 1, socket, NODE_WS));
        return marks;
    }

    private static List<Mark> fanOut() {
        Function<String, Cell> paced = fanOut("paced");
        Function<String, Cell> bursting = fanOut("bursting");
        return List.of(
                atMost("fan-out, paced: CPU a delivery, Polyloop / floor", 1.10, paced, FLOOR),
                atMost("fan-out, paced: Polyloop / Node ws", 0.55, paced, NODE_WS),
                atMost("fan-out, bursting: Polyloop / floor", 1.35, bursting, FLOOR),
                atMost("fan-out, bursting: Polyloop / Node ws", 0.12, bursting, NODE_WS),
                new Mark(
                        "fan-out, bursting: naive Vert.x / Polyloop",
                        "≥",
                        4,
                        bursting.apply("naive Vert.x").over(bursting.apply(POLYLOOP))));
    }

    /** What is left to gain: it waits for the disk as well. */
    private static List<Mark> againstDurableFloor() {
        List<Mark> marks = new ArrayList<>();
        for (String how : List.of("paced", "bursting", "64 outstanding")) {
            Function<String, Cell> cells = fanOut(how);
            String text = "fan-out, " + how + ": Polyloop / durable floor";
            marks.add(Mark.told(text, cells.apply(POLYLOOP).over(cells.apply(DURABLE_FLOOR))));
        }
        Cell floor = new Cell(LATENCY, DURABLE_FLOOR, P99);
        marks.add(Mark.told("latency p99: Polyloop / durable floor", new Cell(LATENCY, POLYLOOP, P99).over(floor)));
        return marks;
    }

    private static List<Mark> http() {
        Function<String, Cell> page = peer -> new Cell("page, 64 connections", peer, "CPU µs a request");
        Function<String, Cell> json = peer -> new Cell("JSON GET, 64 connections", peer, "CPU µs a request");
        return List.of(
                atMost("page: CPU a request, Polyloop / nginx", 1.1, page, "nginx"),
                atMost("page: Polyloop / Node http with fs.readFile", 0.25, page, "Node http"),
                atMost("JSON: CPU a request, Polyloop / Fastify", 0.5, json, "Fastify"));
    }

    private static List<Mark> appends() {
        List<Mark> marks = new ArrayList<>();
        for (String database : List.of("PostgreSQL", "SQLite")) {
            marks.add(appends(database, 10, "one commit each"));
            marks.add(appends(database, 0.6, "bare JDBC batch loop"));
        }
        return marks;
    }

    private static List<Mark> languages() {
        return List.of(
                language("echo of a text", "JavaScript", 2),
                language("JSON in and out", "JavaScript", 6),
                language("JSON in and out", "JavaScript, compiled", 3),
                language("echo of a text", "Kotlin", 1.3),
                language("JSON in and out", "Kotlin", 1.3),
                language("echo of a text", "Groovy", 1.3),
                language("JSON in and out", "Groovy", 1.3));
    }

    private static Mark language(String task, String peer, double asked) {
        Function<String, Cell> cells = name -> new Cell("languages, " + task, name, "CPU µs a message");
        return new Mark(
                task + ": CPU a message, " + peer + " / Java",
                "≤",
                asked,
                cells.apply(peer).over(cells.apply("Java")));
    }

    private static Mark appends(String database, double asked, String other) {
        String table = "durable appends, 1,000 writers, " + database;
        Cell journal = new Cell(table, "Polyloop journal", "acks/s");
        String text = "durable appends on " + database + ": Polyloop / " + other;
        return new Mark(text, "≥", asked, journal.over(new Cell(table, other, "acks/s")));
    }

    private static Function<String, Cell> fanOut(String how) {
        return peer -> new Cell("fan-out, 1,000 subscribers, " + how, peer, "CPU µs a delivery");
    }

    private static OptionalDouble allowedLatency(List<Figure> figures) {
        OptionalDouble floor = new Cell(LATENCY, FLOOR, P99).apply(figures);
        OptionalDouble commit = new Cell(LATENCY, POLYLOOP, "commit p99, ms").apply(figures);
        return floor.isPresent() && commit.isPresent()
                ? OptionalDouble.of(FLOOR_FACTOR * floor.getAsDouble() + commit.getAsDouble())
                : OptionalDouble.empty();
    }

    private static Mark atMost(String text, double asked, Function<String, Cell> cells, String other) {
        return new Mark(text, "≤", asked, cells.apply(POLYLOOP).over(cells.apply(other)));
    }
}
