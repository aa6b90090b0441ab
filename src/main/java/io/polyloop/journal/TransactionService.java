package io.polyloop.journal;

import io.micrometer.core.instrument.Timer;
import io.polyloop.config.JournalSettings;
import io.polyloop.sql.Transaction;
import io.polyloop.sql.TransactionResult;
import io.polyloop.topic.ProblemException;
import io.polyloop.trace.Span;
import io.polyloop.trace.Traces;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the transactions of verticles, publishes what they commit, and measures them. On the journal's event loop. */
final class TransactionService {
    private static final Logger LOG = LoggerFactory.getLogger(TransactionService.class);

    private final JournalMetrics metrics;
    private final CommitPublisher publisher;
    private final TransactionThreads threads;
    private final Transactions transactions;
    private final Traces traces;

    /** @param parallel the number of connections for transactions; 0 if they take turns with the commits */
    TransactionService(
            Context context,
            SqlJournal journal,
            JournalWorkers workers,
            JournalSettings settings,
            int parallel,
            CommitPublisher publisher,
            JournalMetrics metrics,
            Traces traces) {
        this.traces = traces;
        this.metrics = metrics;
        this.publisher = publisher;
        this.threads = new TransactionThreads(context, workers, journal, parallel);
        this.transactions = new Transactions(context, journal.database(), settings, threads);
        metrics.add(transactions);
    }

    /**
     * Runs {@code code} in a transaction; completes when it is durable.
     *
     * @param check judges its messages
     */
    Future<TransactionResult<Object>> run(Function<Transaction, ?> code, StagedTransaction.Check check) {
        Timer.Sample sample = metrics.startTransaction();
        String caller = traces.current();
        List<String> origins = caller == null ? List.of() : List.of(caller);
        Span span = traces.follow("transaction", origins);
        return transactions
                .run(code, check, new Publication(span.contextAnd(origins)))
                .onComplete(done -> span.end(done.succeeded()))
                .onSuccess(done -> metrics.stopTransaction(sample, "ok"))
                .onFailure(failure -> metrics.stopTransaction(
                        sample, ProblemException.of(failure).problem().code()));
    }

    /** Refuses further transactions; completes when all have ended. */
    Future<Void> drain() {
        return transactions.drain().onComplete(drained -> threads.close());
    }

    private final class Publication implements Transactions.Listener {
        private final List<String> contexts;

        Publication(List<String> contexts) {
            this.contexts = contexts;
        }

        @Override
        public void committed(Committed committed) {
            publisher.publish(committed, contexts);
        }

        @Override
        public void failed(Throwable failure) {
            // Refused, or rejected by a constraint: neither is a fault of the node, and nothing is on disk.
            if (!(failure instanceof ProblemException) && !(failure instanceof RejectedCommitException)) {
                LOG.error("a transaction failed: {}", FaultText.of(failure));
                // It can still be on disk.
                publisher.skipNumber();
            }
        }
    }
}
