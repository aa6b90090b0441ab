package io.polyloop.polyglot;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polyloop.fixture.LogCapture;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives a test a folder of scripts in {@link TextLanguage}, each deployed under a supervisor with short intervals. */
final class SupervisedScripts implements BeforeEachCallback, AfterEachCallback, AutoCloseable {
    static final int RESTART_AFTER = 3;

    private static final Duration QUICK = Duration.ofMillis(10);

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final AtomicInteger tooManyStuck = new AtomicInteger();
    Vertx vertx;
    TextLanguage language;
    Supervisors supervisors;
    private final boolean reload;
    private TemporaryFolder folder;
    private LogCapture log;

    SupervisedScripts(boolean reload) {
        this.reload = reload;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        open();
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        close();
    }

    SupervisedScripts open() throws IOException {
        vertx = Vertx.vertx();
        folder = new TemporaryFolder();
        language = new TextLanguage(ScriptFolder.of(List.of(folder.path())));
        supervisors = new Supervisors(vertx, settings(), registry, tooManyStuck::incrementAndGet);
        log = new LogCapture(Supervisor.class.getName());
        return this;
    }

    private ScriptSettings settings() {
        return new ScriptSettings(
                List.of(),
                List.of(),
                QUICK,
                reload,
                QUICK,
                RESTART_AFTER,
                QUICK,
                Duration.ofSeconds(10),
                FetchSettings.NONE,
                2);
    }

    Path folder() {
        return folder.path();
    }

    void write(String file, String text) throws IOException {
        folder.write(file, text);
    }

    String deploy(String file) throws TimeoutException {
        return deploy(file, new DeploymentOptions());
    }

    String deploy(String file, DeploymentOptions options) throws TimeoutException {
        return soon(supervisors.deploy("text:" + file, language, options));
    }

    /** The answer of the address {@code text}, or why there is none. */
    String ask() {
        try {
            return soon(vertx.eventBus().<String>request("text", null)).body();
        } catch (Exception failure) {
            return failure.getMessage();
        }
    }

    JsonObject state() {
        return supervisors.state().getJsonArray("verticles").getJsonObject(0);
    }

    double count(String meter, String... tags) {
        return registry.get(meter).tags(tags).counter().count();
    }

    long logged(String text) {
        return log.count(text);
    }

    static <T> T soon(Future<T> future) throws TimeoutException {
        return future.await(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws Exception {
        log.close();
        soon(vertx.close());
        folder.close();
    }
}
