package io.polyloop.polyglot;

import io.polyloop.fixture.LogCapture;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.spi.VerticleFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives a test a folder of scripts in one language, a Vertx that runs them, and their log. In a static field, one for
 * all tests of the class, which starts each test without verticles.
 */
public final class ScriptExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, AutoCloseable {
    /** The default of {@code max-handler-time}. */
    public static final Duration LIMIT = Duration.ofMillis(900);

    private final Language language;
    private final String head;
    private Duration limit = LIMIT;
    private FetchSettings fetch = FetchSettings.NONE;
    private boolean packaged;
    private boolean shared;
    private Vertx vertx;
    private TemporaryFolder folder;
    private VerticleFactory factory;
    private LogCapture log;

    /** @param head first line of a start function, whose last line is a closing brace */
    public ScriptExtension(Language language, String head) {
        this.language = language;
        this.head = head;
    }

    public ScriptExtension withLimit(Duration maxHandlerTime) {
        limit = maxHandlerTime;
        return this;
    }

    /** @param newVertx is closed after the test */
    public ScriptExtension withFetch(Vertx newVertx, FetchSettings settings) {
        vertx = newVertx;
        fetch = settings;
        return this;
    }

    /** With the scripts that the build packaged, instead of a folder. */
    public ScriptExtension withPackagedScripts() {
        packaged = true;
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        shared = true;
        open();
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        if (!shared) {
            open();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        if (shared) {
            undeploy();
        } else {
            close();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        close();
    }

    /** For use without JUnit's callbacks, as a resource. */
    public ScriptExtension open() throws IOException {
        vertx = vertx == null ? Vertx.vertx() : vertx;
        folder = new TemporaryFolder();
        ScriptFolder scripts = packaged ? ScriptFolder.packaged() : ScriptFolder.of(List.of(folder.path()));
        factory = language.factory(new ScriptOptions(scripts, limit, fetch));
        vertx.registerVerticleFactory(factory);
        log = new LogCapture("io.polyloop.scripts");
        return this;
    }

    @Override
    public void close() throws Exception {
        log.close();
        soon(vertx.close());
        vertx = null;
        factory.close();
        folder.close();
    }

    public Vertx vertx() {
        return vertx;
    }

    public VerticleFactory factory() {
        return factory;
    }

    public Path folder() {
        return folder.path();
    }

    public ScriptExtension write(String file, String... lines) throws IOException {
        folder.write(file, String.join("\n", lines));
        return this;
    }

    /** Deploys a script made of the body of its start function. */
    public ScriptExtension start(String... lines) throws Exception {
        write("test." + language.prefix(), head, String.join("\n", lines), "}");
        deploy(language.prefix() + ":test." + language.prefix());
        return this;
    }

    public String deploy(String name) throws TimeoutException {
        return deploy(name, new DeploymentOptions());
    }

    public String deploy(String name, DeploymentOptions options) throws TimeoutException {
        return soon(vertx.deployVerticle(name, options));
    }

    /** Why a script cannot be deployed. */
    public String failure(String name) {
        return failure(vertx.deployVerticle(name));
    }

    /** Undeploys all verticles and empties the log. */
    public void undeploy() throws TimeoutException {
        soon(Future.join(vertx.deploymentIDs().stream().map(vertx::undeploy).toList()));
        log.clear();
    }

    public Object ask(String address, Object body) throws TimeoutException {
        return soon(vertx.eventBus().request(address, body)).body();
    }

    public ReplyException refusal(String address) {
        return (ReplyException) cause(vertx.eventBus().request(address, null));
    }

    public List<String> log() {
        return log.messages();
    }

    /** What each line of the log shows besides its text. */
    public List<Map<String, String>> logContexts() {
        return log.contexts();
    }

    public static <T> T soon(Future<T> future) throws TimeoutException {
        return future.await(2, TimeUnit.MINUTES);
    }

    public static String failure(Future<?> future) {
        return cause(future).getMessage();
    }

    private static Throwable cause(Future<?> future) {
        return future.transform(end -> Future.succeededFuture(end.cause())).await();
    }
}
