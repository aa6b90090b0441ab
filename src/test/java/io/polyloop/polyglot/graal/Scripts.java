package io.polyloop.polyglot.graal;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.polyloop.polyglot.FetchRules;
import io.polyloop.polyglot.ScriptFolder;
import io.polyloop.polyglot.Scripting;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.LoggerFactory;

/** A folder of scripts with a Vertx to run them: what a test writes is what is deployed. */
final class Scripts implements AutoCloseable {
    static final Duration LIMIT = Duration.ofMillis(500);

    final Vertx vertx;
    private final Path folder;
    final JsVerticleFactory factory;
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    Scripts(Path folder) {
        this(folder, LIMIT);
    }

    Scripts(Path folder, Duration limit) {
        this(folder, Vertx.vertx(), limit, FetchRules.NOTHING);
    }

    /** With a Vertx that is closed together with this. */
    Scripts(Path folder, Vertx vertx, FetchRules fetch) {
        this(folder, vertx, LIMIT, fetch);
    }

    private Scripts(Path folder, Vertx vertx, Duration limit, FetchRules fetch) {
        this.folder = folder;
        this.vertx = vertx;
        factory = new JsVerticleFactory(new Scripting(ScriptFolder.of(List.of(folder)), limit, fetch));
        vertx.registerVerticleFactory(factory);
        logged.list = new CopyOnWriteArrayList<>();
        logged.start();
        ((Logger) LoggerFactory.getLogger("io.polyloop.scripts")).addAppender(logged);
    }

    Scripts write(String file, String... lines) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, String.join("\n", lines));
        return this;
    }

    /** Deploys a script made of the body of its start function. */
    Scripts start(String... lines) throws Exception {
        write("test.js", "export async function start(context) {", String.join("\n", lines), "}");
        deploy("js:test.js");
        return this;
    }

    String deploy(String name) throws TimeoutException {
        return deploy(name, new DeploymentOptions());
    }

    String deploy(String name, DeploymentOptions options) throws TimeoutException {
        return soon(vertx.deployVerticle(name, options));
    }

    String failure(String name) {
        return failure(vertx.deployVerticle(name));
    }

    Object ask(String address, Object body) throws TimeoutException {
        return soon(vertx.eventBus().request(address, body)).body();
    }

    ReplyException refusal(String address) {
        return (ReplyException) cause(vertx.eventBus().request(address, null));
    }

    List<String> log() {
        return logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    /** What each line of the log shows besides its text. */
    List<Map<String, String>> logContexts() {
        return logged.list.stream().map(ILoggingEvent::getMDCPropertyMap).toList();
    }

    static <T> T soon(Future<T> future) throws TimeoutException {
        return future.await(60, TimeUnit.SECONDS);
    }

    static String failure(Future<?> future) {
        return cause(future).getMessage();
    }

    private static Throwable cause(Future<?> future) {
        return future.transform(end -> Future.succeededFuture(end.cause())).await();
    }

    @Override
    public void close() throws TimeoutException {
        ((Logger) LoggerFactory.getLogger("io.polyloop.scripts")).detachAppender(logged);
        soon(vertx.close());
        factory.close();
    }
}
