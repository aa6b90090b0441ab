package io.polyloop.bench.append;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polyloop.auth.Impersonation;
import io.polyloop.bus.NodeCodec;
import io.polyloop.config.Settings;
import io.polyloop.config.SettingsLoader;
import io.polyloop.journal.JournalVerticle;
import io.polyloop.live.NewsVerticle;
import io.polyloop.live.SubscriberCounts;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Polyloop's journal as a node runs it: a verticle that each event loop of the node calls over the event bus. */
final class JournalWriters implements Writers {
    private static final int LOOPS = Runtime.getRuntime().availableProcessors();

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LOOPS));
    private final List<LoopWriters> loops = new ArrayList<>();

    JournalWriters(String url, Path folder) throws Exception {
        NodeCodec.registerAll(vertx.eventBus());
        await(new SettingsLoader(vertx, Map.of("journal.url", url, "data.dir", folder.toString()))
                .load()
                .compose(settings -> vertx.deployVerticle(journal(settings)))
                .compose(deployed -> vertx.deployVerticle(new NewsVerticle(new SubscriberCounts()))));
        for (int i = 0; i < LOOPS; i++) {
            loops.add(new LoopWriters());
            await(vertx.deployVerticle(loops.get(i)));
        }
    }

    private static JournalVerticle journal(Settings settings) {
        return new JournalVerticle(
                settings.journal(),
                settings.limits(),
                settings.dataDir(),
                Clock.systemUTC(),
                new SimpleMeterRegistry(),
                Impersonation.none());
    }

    @Override
    public WriteResult write(int writers, long nanos) throws Exception {
        long start = System.nanoTime();
        List<Future<Histogram>> running = new ArrayList<>();
        for (int i = 0; i < LOOPS; i++) {
            running.add(loops.get(i).write(writers / LOOPS, start + nanos));
        }
        Histogram latency = new Histogram(3);
        for (Future<Histogram> loop : running) {
            latency.add(await(loop));
        }
        return new WriteResult(latency.getTotalCount(), System.nanoTime() - start, latency.getValueAtPercentile(99));
    }

    @Override
    public void close() throws Exception {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get();
    }
}
