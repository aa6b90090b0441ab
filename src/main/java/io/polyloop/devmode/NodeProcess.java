package io.polyloop.devmode;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** The node as a child process. It runs from a copy of the classes: a build removes them all before it compiles. */
final class NodeProcess {
    private static final String MAIN_CLASS = "io.polyloop.DevMode";
    private static final Path TARGET = Path.of("target");
    private static final Path CLASSES = TARGET.resolve("classes");
    /** Written by the build, so that a new dependency needs no restart of Maven. */
    private static final Path CLASS_PATH = TARGET.resolve("classpath.txt");

    private static final int STOP_SECONDS = 20;

    private final IntConsumer onExit;
    private volatile Process process;
    private Path jar;

    /** @param onExit receives the exit code of a node that ended by itself */
    NodeProcess(IntConsumer onExit) {
        this.onExit = onExit;
    }

    /** Starts the node from the present classes, in place of the one that runs. */
    void start() {
        Path next = pack();
        stop();
        if (jar != null) {
            jar.toFile().delete();
        }
        jar = next;
        try {
            process = new ProcessBuilder(command()).inheritIO().start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        process.onExit().thenAccept(this::ended);
    }

    /** Waits until the node has ended. */
    void stop() {
        Process running = process;
        process = null;
        if (running != null) {
            running.destroy();
            running.onExit()
                    .orTimeout(STOP_SECONDS, TimeUnit.SECONDS)
                    .exceptionally(late -> running.destroyForcibly())
                    .join();
        }
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    private void ended(Process ended) {
        if (ended == process) {
            onExit.accept(ended.exitValue());
        }
    }

    private List<String> command() throws IOException {
        Stream<String> options = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                // The debugger of this process has the configured port.
                .map(option -> option.replaceFirst("(-agentlib:jdwp.*address=)[^,]*", "$10"));
        Stream<String> main =
                Stream.of("-classpath", jar + File.pathSeparator + Files.readString(CLASS_PATH), MAIN_CLASS);
        return Stream.of(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()),
                        options,
                        main)
                .flatMap(arguments -> arguments)
                .toList();
    }

    private static Path pack() {
        try {
            Path jar = Files.createTempFile(TARGET, "devmode-", ".jar");
            jar.toFile().deleteOnExit();
            ToolProvider.findFirst("jar")
                    .orElseThrow()
                    .run(System.out, System.err, "-c", "-0", "-f", jar.toString(), "-C", CLASSES.toString(), ".");
            return jar;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
