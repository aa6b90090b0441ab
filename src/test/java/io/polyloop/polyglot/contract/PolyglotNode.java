package io.polyloop.polyglot.contract;

import static io.polyloop.fixture.TestNode.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polyloop.bus.NodeCodec;
import io.polyloop.config.Settings;
import io.polyloop.config.SettingsLoader;
import io.polyloop.journal.JournalVerticle;
import io.polyloop.polyglot.Language;
import io.polyloop.polyglot.ScriptFolder;
import io.polyloop.polyglot.ScriptOptions;
import io.polyloop.verticle.Topics;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.spi.VerticleFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A journal, a bus, and the languages: a node without ports. */
public final class PolyglotNode implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final List<Path> BUILT =
            List.of(Path.of("target", "test-classes", "scripts"), Path.of("target", "classes", "scripts"));

    // The first start of an interpreter can take 10 s of CPU, and much longer beside the rest of a busy build.
    private static final Duration FIRST_START = Duration.ofMinutes(3);

    private final Vertx vertx = Vertx.vertx(new VertxOptions()
            .setEventLoopPoolSize(2)
            .setMaxWorkerExecuteTimeUnit(TimeUnit.MINUTES)
            .setMaxWorkerExecuteTime(FIRST_START.toMinutes()));
    private final List<VerticleFactory> factories;
    private final List<String> deployed = new ArrayList<>();

    public PolyglotNode(Path data) {
        NodeCodec.registerAll(vertx.eventBus());
        Settings settings = await(new SettingsLoader(vertx, Map.of("data.dir", data.toString())).load());
        await(vertx.deployVerticle(new JournalVerticle(
                settings.journal(),
                settings.limits(),
                settings.dataDir(),
                Clock.systemUTC(),
                new SimpleMeterRegistry())));
        ScriptOptions scripting = new ScriptOptions(
                ScriptFolder.of(Stream.concat(
                                VerticleLanguage.all().stream().flatMap(VerticleLanguage::folders), BUILT.stream())
                        .toList()),
                LIMIT);
        factories = VerticleLanguage.all().stream()
                .filter(VerticleLanguage::isScript)
                .map(VerticleLanguage::host)
                .distinct()
                .map(host -> language(host).factory(scripting))
                .toList();
        factories.forEach(vertx::registerVerticleFactory);
    }

    private static Language language(String host) {
        try {
            return (Language) Class.forName(host).getConstructor().newInstance();
        } catch (ReflectiveOperationException absent) {
            throw new IllegalStateException(absent);
        }
    }

    Vertx vertx() {
        return vertx;
    }

    public Topics topics() {
        return new Topics(vertx);
    }

    public void deploy(String name, DeploymentOptions options) {
        try {
            deployed.add(vertx.deployVerticle(name, options).await(FIRST_START.toMinutes(), TimeUnit.MINUTES));
        } catch (TimeoutException late) {
            throw new IllegalStateException(name + " did not start", late);
        }
    }

    /** Undeploys what {@link #deploy} deployed. */
    public void undeploy() {
        deployed.forEach(id -> await(vertx.undeploy(id)));
        deployed.clear();
    }

    /** The data of the messages of a topic. */
    public JsonArray data(String topic) {
        JsonArray data = new JsonArray();
        await(topics().read(topic, "0", 10))
                .getJsonArray("messages")
                .forEach(message -> data.add(((JsonObject) message).getValue("data")));
        return data;
    }

    public Object ask(String address, Object body) {
        return await(vertx.eventBus().request(address, body).map(Message::body));
    }

    /** How a request is refused: status and text. */
    ReplyException refusal(String address, Object body) {
        return (ReplyException) failure(vertx.eventBus().request(address, body));
    }

    static Throwable failure(Future<?> future) {
        return await(future.transform(end -> Future.succeededFuture(end.cause())));
    }

    @Override
    public void close() {
        await(vertx.close());
        factories.forEach(VerticleFactory::close);
    }
}
