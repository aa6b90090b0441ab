package io.polyloop.polyglot;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.spi.VerticleFactory;
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

/** A folder of scripts of one language with a Vertx to run them: what a test writes is what is deployed. */
public final class Scripts implements AutoCloseable {
    public static final Duration LIMIT = Duration.ofMillis(500);

    public final Vertx vertx;
    private final Path folder;
    private final String prefix;
    private final String head;
    public final VerticleFactory factory;
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    /** {@code head} is the first line of a start function, of which a closing brace is the last. */
    public Scripts(Path folder, Language language, String head) {
        this(folder, language, head, LIMIT);
    }

    public Scripts(Path folder, Language language, String head, Duration limit) {
        this(folder, language, head, Vertx.vertx(), limit, FetchSettings.NONE);
    }

    /** What the build put on the classpath: nothing can be written. */
    public static Scripts packaged(Language language, Duration limit) {
        return new Scripts(
                null,
                language,
                "",
                Vertx.vertx(),
                new ScriptOptions(ScriptFolder.packaged(), limit, FetchSettings.NONE));
    }

    /** With a Vertx that is closed together with this. */
    public Scripts(Path folder, Language language, String head, Vertx vertx, FetchSettings fetch) {
        this(folder, language, head, vertx, LIMIT, fetch);
    }

    private Scripts(Path folder, Language language, String head, Vertx vertx, Duration limit, FetchSettings fetch) {
        this(folder, language, head, vertx, new ScriptOptions(ScriptFolder.of(List.of(folder)), limit, fetch));
    }

    private Scripts(Path folder, Language language, String head, Vertx vertx, ScriptOptions scripting) {
        this.folder = folder;
        this.prefix = language.prefix();
        this.head = head;
        this.vertx = vertx;
        factory = language.factory(scripting);
        vertx.registerVerticleFactory(factory);
        logged.list = new CopyOnWriteArrayList<>();
        logged.start();
        ((Logger) LoggerFactory.getLogger("io.polyloop.scripts")).addAppender(logged);
    }

    public Scripts write(String file, String... lines) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, String.join("\n", lines));
        return this;
    }

    /** Deploys a script made of the body of its start function. */
    public Scripts start(String... lines) throws Exception {
        write("test." + prefix, head, String.join("\n", lines), "}");
        deploy(prefix + ":test." + prefix);
        return this;
    }

    public String deploy(String name) throws TimeoutException {
        return deploy(name, new DeploymentOptions());
    }

    public String deploy(String name, DeploymentOptions options) throws TimeoutException {
        return soon(vertx.deployVerticle(name, options));
    }

    public String failure(String name) {
        return failure(vertx.deployVerticle(name));
    }

    public Object ask(String address, Object body) throws TimeoutException {
        return soon(vertx.eventBus().request(address, body)).body();
    }

    public ReplyException refusal(String address) {
        return (ReplyException) cause(vertx.eventBus().request(address, null));
    }

    public List<String> log() {
        return logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    /** What each line of the log shows besides its text. */
    public List<Map<String, String>> logContexts() {
        return logged.list.stream().map(ILoggingEvent::getMDCPropertyMap).toList();
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

    /** Back to an empty Vertx and log. */
    public void undeploy() throws TimeoutException {
        soon(Future.join(vertx.deploymentIDs().stream().map(vertx::undeploy).toList()));
        logged.list.clear();
    }

    @Override
    public void close() throws TimeoutException {
        ((Logger) LoggerFactory.getLogger("io.polyloop.scripts")).detachAppender(logged);
        soon(vertx.close());
        factory.close();
    }
}
