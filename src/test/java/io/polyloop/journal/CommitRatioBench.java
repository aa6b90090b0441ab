package io.polyloop.journal;

import io.polyloop.topic.Append;
import io.polyloop.topic.Payload;
import io.polyloop.topic.TopicName;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What gathering appends brings: acknowledged messages a second of 64 writers that wait for each acknowledgement, with
 * batches against one commit for each message. Both run in turns, so that a busy machine slows both. Not a test: run
 * {@code main}; the folder of the database may be given, since the disk decides.
 */
public final class CommitRatioBench {
    private static final int WRITERS = 64;
    private static final int ROUNDS = 5;
    private static final long ROUND_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final Append APPEND =
            Append.of(new TopicName("bench"), Payload.stored("{\"metric\":\"temperature\",\"value\":21.5}"));

    private final Vertx vertx = Vertx.vertx();
    private final WorkerExecutor worker = vertx.createSharedWorkerExecutor("bench-writer", 1);
    private final SqlJournal journal;
    // event loop only
    private long acknowledged;
    private int running;

    private CommitRatioBench(Path dir) {
        journal = TestDatabase.open("sqlite", dir, Clock.systemUTC());
    }

    public static void main(String[] args) throws Exception {
        Path parent = Files.createDirectories(Path.of(args.length > 0 ? args[0] : "target"));
        CommitRatioBench bench = new CommitRatioBench(Files.createTempDirectory(parent, "bench"));
        bench.round(1_000);
        List<Double> single = new ArrayList<>();
        List<Double> gathered = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            single.add(bench.round(1));
            gathered.add(bench.round(1_000));
            print("round " + round, single.get(round - 1), gathered.get(round - 1));
        }
        print("median ", median(single), median(gathered));
        bench.journal.close();
        bench.vertx.close();
    }

    /** Messages a second with batches of at most so many. */
    private double round(int batch) throws Exception {
        GroupCommit commit = new GroupCommit(
                appends -> worker.executeBlocking(() -> journal.commit(appends), false),
                TestSettings.bounds(batch, 10_000, 1 << 24));
        CompletableFuture<Void> ended = new CompletableFuture<>();
        long start = System.nanoTime();
        vertx.getOrCreateContext().runOnContext(v -> {
            acknowledged = 0;
            running = WRITERS;
            for (int writer = 0; writer < WRITERS; writer++) {
                write(commit, start + ROUND_NANOS, ended);
            }
        });
        ended.get();
        return acknowledged * 1e9 / (System.nanoTime() - start);
    }

    private void write(GroupCommit commit, long until, CompletableFuture<Void> ended) {
        commit.add(APPEND).onSuccess(appended -> acknowledged++).onComplete(answer -> {
            if (answer.succeeded() && System.nanoTime() < until) {
                write(commit, until, ended);
            } else if (--running == 0) {
                ended.complete(null);
            }
        });
    }

    private static double median(List<Double> rates) {
        return rates.stream().sorted().toList().get(rates.size() / 2);
    }

    private static void print(String what, double single, double gathered) {
        System.out.printf(
                Locale.ROOT,
                "%s: one by one %,.0f/s, gathered %,.0f/s, ratio %.1f%n",
                what,
                single,
                gathered,
                gathered / single);
    }
}
