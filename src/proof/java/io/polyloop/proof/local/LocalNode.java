package io.polyloop.proof.local;

import java.io.File;
import java.io.IOException;
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

/** One node of a local cluster: a process that can be killed and started again under the same addresses. */
public final class LocalNode {
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(PROBE_TIMEOUT).build();

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final URI http;
    private final URI probe;
    private final Path log;
    private Process process;

    /** @param environment its settings; nothing else that begins with POLYLOOP_ reaches it */
    public LocalNode(
            String name, List<String> command, Map<String, String> environment, URI http, URI management, Path folder) {
        this.name = name;
        this.command = command;
        this.environment = environment;
        this.http = http;
        this.probe = management.resolve("/readyz");
        this.log = folder.resolve(name + ".log");
    }

    /** Starts its process, unless it runs; does not wait until it serves. */
    public void start() {
        if (running()) {
            return;
        }
        try {
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder(command)
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

    /** Whether its own probe says that it serves. */
    public boolean ready() {
        HttpRequest request =
                HttpRequest.newBuilder(probe).timeout(PROBE_TIMEOUT).build();
        try {
            return running()
                    && HTTP.send(request, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What it takes the time to be, to the second: the {@code Date} of an answer. */
    public Instant clockTime() {
        HttpRequest request =
                HttpRequest.newBuilder(http).timeout(PROBE_TIMEOUT).build();
        try {
            String date = HTTP.send(request, HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .firstValue("Date")
                    .orElseThrow();
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    public boolean running() {
        return process != null && process.isAlive();
    }

    /** SIGKILL: nothing is flushed, closed or told. Waits for its end. */
    public void kill() {
        if (running()) {
            process.destroyForcibly();
            awaitExit();
        }
    }

    /** SIGTERM: it drains. Does not wait. */
    public void terminate() {
        if (running()) {
            process.toHandle().destroy();
        }
    }

    /** Waits for its end; kills it if the drain takes longer than any drain may. */
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
