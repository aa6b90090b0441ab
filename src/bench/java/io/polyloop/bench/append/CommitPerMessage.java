package io.polyloop.bench.append;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * A service without a journal: each message is a transaction on a pooled connection, for which the writers queue.
 * SQLite allows one writer at a time, so it has one connection; PostgreSQL has 16.
 */
final class CommitPerMessage implements Writers {
    private static final int POSTGRESQL_CONNECTIONS = 16;

    private record Writer(int number, long startNanos) {}

    private final List<MessageWriter> pool = new ArrayList<>();
    private final ExecutorService threads;

    CommitPerMessage(String url, Path folder) throws SQLException {
        JournalSchema sql = JournalSchema.open(url, folder);
        int connections = sql.embedded() ? 1 : POSTGRESQL_CONNECTIONS;
        threads = Executors.newFixedThreadPool(connections);
        for (int i = 0; i < connections; i++) {
            pool.add(new MessageWriter(sql.connect()));
        }
    }

    @Override
    public WriteResult write(int writers, long nanos) throws Exception {
        long start = System.nanoTime();
        BlockingQueue<Writer> waiting = new LinkedBlockingQueue<>();
        for (int number = 0; number < writers; number++) {
            waiting.add(new Writer(number, start));
        }
        Histogram latency = new ConcurrentHistogram(3);
        List<Future<?>> running = new ArrayList<>();
        for (MessageWriter transaction : pool) {
            running.add(threads.submit(() -> write(transaction, waiting, latency, start + nanos)));
        }
        for (Future<?> thread : running) {
            thread.get();
        }
        return new WriteResult(latency.getTotalCount(), System.nanoTime() - start, latency.getValueAtPercentile(99));
    }

    private static Void write(MessageWriter transaction, BlockingQueue<Writer> waiting, Histogram latency, long end)
            throws Exception {
        while (System.nanoTime() < end) {
            Writer writer = waiting.take();
            transaction.commit(1, writer.number(), 1);
            long now = System.nanoTime();
            latency.recordValue(now - writer.startNanos());
            waiting.add(new Writer(writer.number(), now));
        }
        return null;
    }

    @Override
    public void close() throws SQLException {
        threads.shutdown();
        for (MessageWriter transaction : pool) {
            transaction.close();
        }
    }
}
