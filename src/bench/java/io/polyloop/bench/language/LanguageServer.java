package io.polyloop.bench.language;

import io.polyloop.polyglot.Language;
import io.polyloop.polyglot.ScriptFolder;
import io.polyloop.polyglot.ScriptOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A verticle and a client of it on one event loop; a line tells for how many nanoseconds to ask. */
final class LanguageServer {
    /** Of the environment: the {@link Task}. */
    static final String TASK = "LANGUAGE_TASK";
    /** Of the environment: the verticle's name. */
    static final String VERTICLE = "LANGUAGE_VERTICLE";
    /** Of the environment: the class that runs scripts of its language, or nothing. */
    static final String LANGUAGE_CLASS = "LANGUAGE_CLASS";
    /** Of the environment: the folder of the scripts. */
    static final String FOLDER = "LANGUAGE_FOLDER";

    // Under the Graal compiler the first call can take seconds, and is not what is measured.
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

    private LanguageServer() {}

    /** The argument is the port. */
    public static void main(String[] args) throws Exception {
        // One loop for both: between two, each answer of a slow side would also pay for waking up the other one.
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        RequestClient client = new RequestClient(Task.valueOf(System.getenv(TASK)));
        register(vertx);
        await(vertx.deployVerticle(System.getenv(VERTICLE)));
        await(vertx.deployVerticle(client));
        try (ServerSocket serverSocket =
                new ServerSocket(Integer.parseInt(args[0]), 1, InetAddress.getLoopbackAddress())) {
            while (!hasServed(serverSocket, client)) {
                // Somebody only looked whether the serverSocket is open.
            }
        }
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

    private static boolean hasServed(ServerSocket serverSocket, RequestClient client) throws Exception {
        try (Socket socket = serverSocket.accept();
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                PrintWriter results = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.US_ASCII)) {
            boolean served = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                results.println(await(client.request(Long.parseLong(line))));
                served = true;
            }
            return served;
        } catch (IOException closed) {
            return false;
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get();
    }
}
