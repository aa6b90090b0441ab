package io.polyloop.polyglot;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/** A folder with scripts of the {@link TextLanguage}, each deployed under a supervisor that looks often. */
final class SupervisedScripts implements AutoCloseable {
    static final int RESTART_AFTER = 3;

    final Vertx vertx = Vertx.vertx();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final AtomicInteger tooManyStuck = new AtomicInteger();
    final TextLanguage language;
    final Supervisors supervisors;
    private final Path folder;
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    SupervisedScripts(Path folder, boolean reload) {
        this.folder = folder;
        language = new TextLanguage(ScriptFolder.of(List.of(folder)));
        Duration quick = Duration.ofMillis(10);
        supervisors = new Supervisors(
                vertx,
                new ScriptSettings(
                        List.of(),
                        List.of(),
                        quick,
                        reload,
                        quick,
                        RESTART_AFTER,
                        quick,
                        Duration.ofSeconds(10),
                        null,
                        2),
                registry,
                tooManyStuck::incrementAndGet);
        logged.list = new CopyOnWriteArrayList<>();
        logged.start();
        ((Logger) LoggerFactory.getLogger(Supervisor.class)).addAppender(logged);
    }

    void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    String deploy(String file) throws TimeoutException {
        return deploy(file, new DeploymentOptions());
    }

    String deploy(String file, DeploymentOptions options) throws TimeoutException {
        return soon(supervisors.deploy("text:" + file, language, options));
    }

    /** What {@code text} is answered with now, or the failure. */
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

    long logged(String part) {
        return logged.list.stream()
                .filter(event -> event.getFormattedMessage().contains(part))
                .count();
    }

    static <T> T soon(Future<T> future) throws TimeoutException {
        return future.await(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws TimeoutException {
        ((Logger) LoggerFactory.getLogger(Supervisor.class)).detachAppender(logged);
        soon(vertx.close());
    }
}
