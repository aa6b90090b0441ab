package io.polyloop.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.config.JournalSettings;
import io.polyloop.fixture.TestNode;
import io.polyloop.sql.TransactionResult;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransactionsTest {
    private static final JournalSettings SETTINGS = TestSettings.at("sqlite");

    private static final Transactions.Listener FAULTY = new Transactions.Listener() {
        @Override
        public void committed(Committed committed) {
            throw new IllegalStateException("on purpose");
        }

        @Override
        public void failed(Throwable failure) {
            throw new IllegalStateException("on purpose");
        }
    };

    @TempDir
    Path dir;

    @Test
    void a_listener_that_throws_keeps_neither_the_answer_nor_the_drain() throws Exception {
        Vertx vertx = Vertx.vertx();
        Context context = vertx.getOrCreateContext();
        JournalDatabase database = JournalDatabase.open(SETTINGS, dir);
        try (SqlJournal journal = TestDatabase.open(database, Clock.systemUTC());
                TransactionThreads threads = new TransactionThreads(context, null, journal, 1)) {
            Transactions transactions = new Transactions(context, database, SETTINGS, threads);
            Promise<TransactionResult<Object>> done = Promise.promise();
            Promise<Void> drained = Promise.promise();
            context.runOnContext(loop -> {
                transactions
                        .run(tx -> "value", (append, number) -> append, FAULTY)
                        .onComplete(done);
                transactions.drain().onComplete(drained);
            });

            assertEquals("value", TestNode.await(done.future()).value());
            TestNode.await(drained.future());
        } finally {
            vertx.close();
        }
    }
}
