package io.polyloop.bench.transaction;

import io.polyloop.bench.append.JournalSchema;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Orders that wait for a thread with a connection. What waits during a commit shares the next one. */
final class JdbcQueue implements AutoCloseable {
    private record Waiting(Context context, int writer, Promise<Void> promise) {
        void complete(SQLException failure) {
            context.runOnContext(v -> {
                if (failure == null) {
                    promise.complete();
                } else {
                    promise.fail(failure);
                }
            });
        }
    }

    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private final int batch;

    JdbcQueue(JournalSchema schema, int connections, int batch) throws SQLException {
        this.batch = batch;
        for (int i = 0; i < connections; i++) {
            Connection connection = schema.connect();
            threads.add(new Thread(() -> run(connection), "jdbc-" + i));
            threads.get(i).start();
        }
    }

    /** Completes on {@code context} once the order is durable. */
    Future<Void> add(Context context, int writer) {
        Promise<Void> promise = Promise.promise();
        queue.add(new Waiting(context, writer, promise));
        return promise.future();
    }

    private void run(Connection connection) {
        try (connection) {
            OrderWriter orders = new OrderWriter(connection);
            while (true) {
                List<Waiting> next = new ArrayList<>(List.of(queue.take()));
                queue.drainTo(next, batch - 1);
                SQLException failure = commit(orders, next);
                next.forEach(waiting -> waiting.complete(failure));
            }
        } catch (InterruptedException closed) {
            // The end.
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static SQLException commit(OrderWriter orders, List<Waiting> next) {
        try {
            orders.commit(next.stream().map(Waiting::writer).toList());
            return null;
        } catch (SQLException failed) {
            return failed;
        }
    }

    @Override
    public void close() throws InterruptedException {
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join();
        }
    }
}
