package io.polyloop.bench.transaction;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polyloop.auth.Impersonation;
import io.polyloop.bench.append.WriteResult;
import io.polyloop.bench.append.Writers;
import io.polyloop.bus.NodeCodec;
import io.polyloop.config.Settings;
import io.polyloop.config.SettingsLoader;
import io.polyloop.journal.JournalVerticle;
import io.polyloop.live.NewsVerticle;
import io.polyloop.live.SubscriberCounts;
import io.polyloop.polyglot.Language; // part:javascript
import io.polyloop.polyglot.ScriptFolder; // part:javascript
import io.polyloop.polyglot.ScriptOptions; // part:javascript
import io.vertx.core.DeploymentOptions; // part:javascript
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel; // part:javascript
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration; // part:javascript
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The journal as a node runs it, with writers on each event loop. */
final class EngineWriters implements Writers {
    static final int LOOPS = Runtime.getRuntime().availableProcessors();

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LOOPS));
    private final List<WorkLoop> loops;

    EngineWriters(Work work, String url, Path folder) throws Exception {
        NodeCodec.registerAll(vertx.eventBus());
        await(new SettingsLoader(vertx, Map.of("journal.url", url, "data.dir", folder.toString()))
                .load()
                .compose(settings -> vertx.deployVerticle(journal(settings)))
                .compose(deployed -> vertx.deployVerticle(new NewsVerticle(new SubscriberCounts()))));
        Orders.create(url, folder.resolve("polyloop.db"));
        // part:javascript
        if (work.isScript()) {
            deployScript();
        }
        // end:javascript
        loops = loops(work);
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

    // part:javascript
    private void deployScript() throws Exception {
        Language javaScript = (Language) Class.forName("io.polyloop.polyglot.graal.JavaScript")
                .getDeclaredConstructor()
                .newInstance();
        ScriptFolder folder = ScriptFolder.of(List.of(Path.of(System.getenv(UnitServer.SCRIPTS))));
        vertx.registerVerticleFactory(javaScript.factory(new ScriptOptions(folder, Duration.ofSeconds(30))));
        await(vertx.deployVerticle("js:orders.js", new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER)));
    }
    // end:javascript

    /** More writers with other work on the same journal. */
    List<WorkLoop> loops(Work work) throws Exception {
        List<WorkLoop> all = new ArrayList<>();
        for (int i = 0; i < LOOPS; i++) {
            all.add(new WorkLoop(work::on));
            await(vertx.deployVerticle(all.get(i)));
        }
        return all;
    }

    @Override
    public WriteResult write(int writers, long nanos) throws Exception {
        return run(loops, writers, nanos);
    }

    static WriteResult run(List<WorkLoop> loops, int writers, long nanos) throws Exception {
        long start = System.nanoTime();
        Histogram latency = new Histogram(3);
        for (Histogram loop : await(begin(loops, writers, 0, start + nanos))) {
            latency.add(loop);
        }
        return new WriteResult(latency.getTotalCount(), System.nanoTime() - start, latency.getValueAtPercentile(99));
    }

    /** Starts the writers, each with its own number on one of the loops. */
    static Future<List<Histogram>> begin(List<WorkLoop> loops, int writers, long pause, long until) {
        int share = writers / LOOPS;
        List<Future<Histogram>> running = new ArrayList<>();
        for (int i = 0; i < LOOPS; i++) {
            running.add(loops.get(i).run(share, i * share, pause, until));
        }
        return Future.all(running).map(all -> all.list());
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get();
    }

    @Override
    public void close() throws Exception {
        await(vertx.close());
    }
}
