package io.polyloop.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.fixture.engine.Postgres;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class ClusterStartIT {
    private static final int NODES = 3;

    @TempDir
    Path unused;

    private final ExecutorService threads = Executors.newFixedThreadPool(NODES);

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    @RepeatedTest(10)
    void nodes_that_start_together_on_an_empty_database_agree_on_one_history() throws Exception {
        String url = Postgres.newDatabase();
        CyclicBarrier together = new CyclicBarrier(NODES);
        Callable<String> start = () -> {
            together.await();
            try (SqlJournal journal = TestDatabase.open(url, unused, Clock.systemUTC())) {
                journal.commit(List.of(Appends.to("t", "1")));
                return journal.epoch();
            }
        };
        Set<String> epochs = new HashSet<>();
        for (Future<String> node : threads.invokeAll(Collections.nCopies(NODES, start))) {
            epochs.add(node.get());
        }

        assertEquals(1, epochs.size(), epochs::toString);
    }
}
