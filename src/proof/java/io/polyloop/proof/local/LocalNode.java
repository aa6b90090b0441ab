package io.polyloop.proof.local;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** One node of a local cluster: a process that can be killed and started again with the same addresses. */
public final class LocalNode {
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(PROBE_TIMEOUT).build();

    private final String name;
    private final Map<String, String> environment;
    private final URI http;
    private final URI probe;
    private final Path log;
    private List<String> command;
    private Path directory = Path.of("");
    private Process process;

    /** @param environment its settings; the node does not inherit other variables that start with POLYLOOP_ */
    public LocalNode(
            String name, List<String> command, Map<String, String> environment, URI http, URI management, Path folder) {
        this.name = name;
        this.command = command;
        this.environment = environment;
        this.http = http;
        this.probe = management.resolve("/readyz");
        this.log = folder.resolve(name + ".log");
    }

    /** Starts the process unless it runs; does not wait until the node is ready. */
    public void start() {
        if (running()) {
            return;
        }
        try {
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toAbsolutePath().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().keySet().removeIf(key -> key.startsWith("POLYLOOP_"));
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Starts another build the next time, with the same addresses and settings; only without namespaces. */
    public void replace(Build build) {
        command = build.command();
        directory = build.directory();
    }

    /** Whether its readiness probe succeeds. */
    public boolean ready() {
        try {
            return running() && get(probe).statusCode() == 200;
        } catch (UncheckedIOException unreachable) {
            return false;
        }
    }

    /** The time of its clock, to the second: the {@code Date} of a response. */
    public Instant clockTime() {
        String date = get(http).headers().firstValue("Date").orElseThrow();
        return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }

    /** The body of its readiness probe. */
    public String readiness() {
        return get(probe).body();
    }

    private static HttpResponse<String> get(URI uri) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(uri).timeout(PROBE_TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException());
        }
    }

    /** Waits up to two minutes until the node is ready or its process has exited. */
    public void awaitReadyOrExit() {
        Awaitility.await(log.toString()).atMost(START_TIMEOUT).until(() -> ready() || !running());
    }

    public boolean running() {
        return process != null && process.isAlive();
    }

    /** SIGKILL: the node cannot flush, close or report anything. Waits until the process has exited. */
    public void kill() {
        if (running()) {
            process.destroyForcibly();
            awaitExit();
        }
    }

    /** SIGTERM: the node drains. Does not wait. */
    public void terminate() {
        if (running()) {
            process.toHandle().destroy();
        }
    }

    /** Waits until the process has exited; kills it after a minute. Returns the exit code. */
    public int awaitExit() {
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            return process.waitFor();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    public long pid() {
        return process.pid();
    }

    public String name() {
        return name;
    }

    public Path log() {
        return log;
    }
}
