package io.polyloop.bench.transaction;

import io.polyloop.bench.append.WriteResult;
import io.polyloop.bench.append.Writers;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;

/** Plain appends while other writers, which pause after each, run transactions and units of work. */
final class BesideWriters implements Writers {
    private static final int OTHERS = 4;
    private static final long PAUSE_MILLIS = 20;

    private final EngineWriters appends;
    private final List<WorkLoop> transactions;
    private final List<WorkLoop> units;

    BesideWriters(String url, Path folder) throws Exception {
        appends = new EngineWriters(Work.APPEND, url, folder);
        transactions = appends.loops(Work.TRANSACTION);
        units = appends.loops(Work.UNIT);
    }

    @Override
    public WriteResult write(int writers, long nanos) throws Exception {
        long until = System.nanoTime() + nanos;
        Future<?> others = Future.all(
                EngineWriters.begin(transactions, OTHERS, PAUSE_MILLIS, until),
                EngineWriters.begin(units, OTHERS, PAUSE_MILLIS, until));
        WriteResult result = appends.write(writers, nanos);
        EngineWriters.await(others);
        return result;
    }

    @Override
    public void close() throws Exception {
        appends.close();
    }
}
