package io.polyloop.bench.append;

import java.nio.file.Path;
import java.sql.SQLException;
import org.HdrHistogram.Histogram;

/** One thread that repeatedly commits a message of every writer: it neither collects appends nor publishes news. */
final class BatchLoop implements Writers {
    private final MessageWriter transaction;

    BatchLoop(String url, Path folder) throws SQLException {
        transaction = new MessageWriter(JournalSchema.open(url, folder).connect());
    }

    @Override
    public WriteResult write(int writers, long nanos) throws SQLException {
        Histogram latency = new Histogram(3);
        long start = System.nanoTime();
        long appends = 0;
        long now = start;
        while (now - start < nanos) {
            transaction.commit(writers, 0, Math.min(writers, SampleMessages.TOPICS));
            appends += writers;
            long committed = System.nanoTime();
            latency.recordValue(committed - now);
            now = committed;
        }
        return new WriteResult(appends, now - start, latency.getValueAtPercentile(99));
    }

    @Override
    public void close() throws SQLException {
        transaction.close();
    }
}
