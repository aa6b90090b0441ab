package io.polyloop.bench.language;

import io.polyloop.bench.peer.RoundServer;
import io.polyloop.polyglot.Language;
import io.polyloop.polyglot.ScriptFolder;
import io.polyloop.polyglot.ScriptOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A verticle and its client on one event loop. The argument of a round is its duration in nanoseconds. */
final class LanguageServer {
    /** Environment variable: the {@link Task}. */
    static final String TASK = "LANGUAGE_TASK";
    /** Environment variable: the name of the verticle. */
    static final String VERTICLE = "LANGUAGE_VERTICLE";
    /** Environment variable: the class that runs scripts of this language; empty for a JVM language. */
    static final String LANGUAGE_CLASS = "LANGUAGE_CLASS";
    /** Environment variable: the folder of the scripts. */
    static final String FOLDER = "LANGUAGE_FOLDER";

    // The first call can take seconds, if scripts are compiled; it is part of the warm-up.
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

    private LanguageServer() {}

    /** The argument is the port. */
    public static void main(String[] args) throws Exception {
        // One event loop for both: with two, each reply of a slow verticle would also pay for waking the client.
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        RequestClient client = new RequestClient(Task.valueOf(System.getenv(TASK)));
        register(vertx);
        await(vertx.deployVerticle(System.getenv(VERTICLE)));
        await(vertx.deployVerticle(client));
        RoundServer.serve(Integer.parseInt(args[0]), round -> await(client.request(Long.parseLong(round[0]))));
        await(vertx.close());
    }

    private static void register(Vertx vertx) throws ReflectiveOperationException {
        String language = System.getenv(LANGUAGE_CLASS);
        if (!language.isEmpty()) {
            ScriptFolder folder = ScriptFolder.of(List.of(Path.of(System.getenv(FOLDER))));
            Language runs =
                    (Language) Class.forName(language).getDeclaredConstructor().newInstance();
            vertx.registerVerticleFactory(runs.factory(new ScriptOptions(folder, CALL_TIMEOUT)));
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get();
    }
}
