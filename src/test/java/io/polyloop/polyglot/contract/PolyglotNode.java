package io.polyloop.polyglot.contract;

import static io.polyloop.fixture.TestNode.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polyloop.auth.Access;
import io.polyloop.auth.AuditLog;
import io.polyloop.auth.AuthServices;
import io.polyloop.auth.Impersonation;
import io.polyloop.auth.Revocations;
import io.polyloop.auth.VerifierStub;
import io.polyloop.bus.NodeCodec;
import io.polyloop.config.AuthMode;
import io.polyloop.config.AuthSettings;
import io.polyloop.config.RuleSettings;
import io.polyloop.config.Settings;
import io.polyloop.config.SettingsLoader;
import io.polyloop.config.TopicPattern;
import io.polyloop.config.Verb;
import io.polyloop.journal.JournalVerticle;
import io.polyloop.polyglot.Language;
import io.polyloop.polyglot.ScriptFolder;
import io.polyloop.polyglot.ScriptOptions;
import io.polyloop.polyglot.TemporaryFolder;
import io.polyloop.verticle.Topics;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.spi.VerticleFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A node without ports, with a journal and the languages, for the tests of a class. It undeploys after each of them. */
public final class PolyglotNode implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final List<Path> BUILT =
            List.of(Path.of("target", "test-classes", "scripts"), Path.of("target", "classes", "scripts"));

    // The first start of an interpreter can take 10 s of CPU, and much longer beside the rest of a busy build.
    private static final Duration FIRST_START = Duration.ofMinutes(3);

    private final List<String> deployed = new ArrayList<>();
    private TemporaryFolder data;
    private Vertx vertx;
    private List<VerticleFactory> factories;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        data = new TemporaryFolder();
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(2)
                .setMaxWorkerExecuteTimeUnit(TimeUnit.MINUTES)
                .setMaxWorkerExecuteTime(FIRST_START.toMinutes()));
        NodeCodec.registerAll(vertx.eventBus());
        await(vertx.deployVerticle(journal()));
        factories = factories();
        factories.forEach(vertx::registerVerticleFactory);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        undeploy();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        await(vertx.close());
        factories.forEach(VerticleFactory::close);
        data.close();
    }

    private JournalVerticle journal() {
        SettingsLoader loader =
                new SettingsLoader(vertx, Map.of("data.dir", data.path().toString()));
        Settings settings = await(loader.load());
        return new JournalVerticle(
                settings.journal(),
                settings.limits(),
                settings.dataDir(),
                Clock.systemUTC(),
                new SimpleMeterRegistry(),
                new Impersonation(auth(settings.auth()), Clock.systemUTC()));
    }

    /** Users of requests can use the topic that has their name. */
    private static AuthServices auth(AuthSettings given) {
        RuleSettings notes =
                new RuleSettings(TopicPattern.parse("notes.{sub}"), EnumSet.of(Verb.PUBLISH, Verb.HISTORY), Map.of());
        AuthSettings settings = new AuthSettings(
                AuthMode.TOKEN,
                List.of(),
                "",
                "",
                List.of(notes),
                given.clockSkew(),
                given.maxAge(),
                given.maxStale(),
                given.timeout(),
                given.sessionAge(),
                given.ticketAge(),
                given.development(),
                given.cache());
        return new AuthServices(
                settings, new VerifierStub(), null, new Access(settings), new Revocations(), new AuditLog());
    }

    private static List<VerticleFactory> factories() {
        List<Path> folders = Stream.concat(
                        VerticleLanguage.all().stream().flatMap(VerticleLanguage::folders), BUILT.stream())
                .toList();
        ScriptOptions scripting = new ScriptOptions(ScriptFolder.of(folders), LIMIT);
        return VerticleLanguage.all().stream()
                .filter(VerticleLanguage::isScript)
                .map(VerticleLanguage::host)
                .distinct()
                .map(host -> language(host).factory(scripting))
                .toList();
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

    /** Runs a statement in the database of the journal, as a migration does. */
    void migrate(String sql) throws SQLException {
        try (Connection database =
                        DriverManager.getConnection("jdbc:sqlite:" + data.path().resolve("polyloop.db"));
                Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
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

    void deploy(Deployable verticle) {
        deployed.add(await(vertx.deployVerticle(verticle)));
    }

    /** Undeploys what {@link #deploy} deployed. */
    void undeploy() {
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

    /** What a route of a verticle answers, with status 200. */
    Object answer(String route, JsonObject user, Object body) {
        return answer(request(route, user, body));
    }

    /** The same for a {@link #request}. */
    Object answer(JsonObject request) {
        String address = "http." + request.getString("method") + " " + request.getString("path");
        return ((JsonObject) ask(address, request)).getValue("body");
    }

    /** A request as the server sends it to a verticle; {@code route} is {@code GET /orders}. */
    static JsonObject request(String route, JsonObject user, Object body) {
        return new JsonObject()
                .put("method", route.split(" ")[0])
                .put("path", route.split(" ")[1])
                .put("params", new JsonArray())
                .put("query", new JsonObject())
                .put("headers", new JsonObject())
                .put("body", body)
                .put("user", user);
    }

    /** How a request is refused: status and text. */
    ReplyException refusal(String address, Object body) {
        return (ReplyException) failure(vertx.eventBus().request(address, body));
    }

    static Throwable failure(Future<?> future) {
        return await(future.transform(end -> Future.succeededFuture(end.cause())));
    }
}
