package io.polyloop.proof.outbox;

import io.polyloop.fixture.Http;
import io.polyloop.proof.local.LocalNode;
import io.polyloop.proof.local.Pause;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Runs writers on one database until enough orders are committed, while nodes and the database fail. */
final class OutboxRun {
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration STALL_TIMEOUT = Duration.ofMinutes(3);
    private static final int MIN_FAULTS = 5;

    private final OutboxDatabase database;
    private final long transactions;
    private final Random random;
    private final Path folder;
    private final Map<String, Long> faults = new TreeMap<>();

    /** @param transactions how many orders with rows have to be acknowledged */
    OutboxRun(OutboxDatabase database, long transactions, long seed, Path folder) {
        this.database = database;
        this.transactions = transactions;
        this.random = new Random(seed);
        this.folder = folder;
    }

    OutboxResult run() throws Exception {
        clear();
        long started = System.nanoTime();
        try (Setup setup = database.setup(folder, random)) {
            // Ctrl-C must leave no node behind.
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> setup.nodes().forEach(LocalNode::kill), "kill-nodes"));
            setup.nodes().forEach(LocalNode::start);
            awaitReady(setup);
            OutboxTables.create(setup.url());
            Writers writers = new Writers(setup.uris(), random);
            try (writers) {
                writers.start();
                injectFaults(setup, writers.log());
                awaitReady(setup);
                writers.stop();
                writers.awaitCaughtUp(heads(setup.uris().get(0)));
            }
            setup.nodes().forEach(LocalNode::terminate);
            setup.nodes().forEach(LocalNode::awaitExit);
            faults.put("connections cut in a COMMIT", setup.cuts());
            Stored stored = Stored.read(setup.url());
            Map<String, Long> violations = new OutboxCheck(stored, writers.log()).violations(writers.subscribers());
            Duration time = Duration.ofNanos(System.nanoTime() - started);
            return new OutboxResult(database, writers.log(), stored, faults, violations, time);
        }
    }

    private void injectFaults(Setup setup, WriterLog log) throws Exception {
        long last = 0;
        long since = System.nanoTime();
        for (int count = 0; count < MIN_FAULTS || log.committed() < transactions; count++) {
            Pause.of(random, 1_500, 4_000);
            faults.merge(setup.fail(random), 1L, Long::sum);
            awaitReady(setup);
            if (log.committed() > last) {
                last = log.committed();
                since = System.nanoTime();
            } else if (System.nanoTime() - since > STALL_TIMEOUT.toNanos()) {
                throw new IllegalStateException("nothing was committed for " + STALL_TIMEOUT + "; see " + folder);
            }
            System.out.printf("%s: %,d of %,d committed, faults %s%n", database, last, transactions, faults);
        }
    }

    /** Restarts a node that exited, as an orchestrator does. */
    private static void awaitReady(Setup setup) {
        Awaitility.await()
                .atMost(START_TIMEOUT)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    setup.nodes().forEach(LocalNode::start);
                    return setup.nodes().stream().allMatch(LocalNode::ready);
                });
        setup.ready();
    }

    private static Map<String, Long> heads(URI node) {
        Map<String, Long> heads = new HashMap<>();
        Http.body(Http.get(
                        node.resolve("/api/v1/topics?prefix=" + Writers.topic(0).replaceAll("\\d", ""))))
                .getJsonArray("topics")
                .stream()
                .map(JsonObject.class::cast)
                .forEach(topic -> heads.put(topic.getString("topic"), topic.getLong("head")));
        return heads;
    }

    // Rows of an earlier run would be checked together with those of this one.
    private void clear() throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }
}
