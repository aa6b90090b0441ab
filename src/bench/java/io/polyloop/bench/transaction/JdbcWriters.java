package io.polyloop.bench.transaction;

import io.polyloop.bench.append.JournalSchema;
import io.polyloop.bench.append.WriteResult;
import io.polyloop.bench.append.Writers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/**
 * What a service without the engine would do in one process: writers on event loops hand the two inserts to threads with
 * a connection each, and wait.
 */
final class JdbcWriters implements Writers {
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(EngineWriters.LOOPS));
    private final JdbcQueue queue;
    private final List<WorkLoop> loops = new ArrayList<>();

    /** @param batch how many orders share a commit at most */
    JdbcWriters(int batch, String url, Path folder) throws Exception {
        JournalSchema schema = JournalSchema.open(url, folder);
        try (Connection connection = schema.connect()) {
            connection.createStatement().execute(Orders.CREATE);
            connection.commit();
        }
        // As many connections as the engine has: journal.writers and sql.transactions.
        int connections = schema.embedded() ? 1 : 2;
        queue = new JdbcQueue(schema, connections, batch);
        for (int i = 0; i < EngineWriters.LOOPS; i++) {
            loops.add(new WorkLoop(loop -> writer -> store(loop, writer)));
            EngineWriters.await(vertx.deployVerticle(loops.get(i)));
        }
    }

    private Future<Void> store(Vertx loop, int writer) {
        return queue.add(loop.getOrCreateContext(), writer);
    }

    @Override
    public WriteResult write(int writers, long nanos) throws Exception {
        return EngineWriters.run(loops, writers, nanos);
    }

    @Override
    public void close() throws Exception {
        queue.close();
        EngineWriters.await(vertx.close());
    }
}
