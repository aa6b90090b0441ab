package io.polyloop.devmode;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** The node as a child process. It runs from a copy of the classes: a build removes them all before it compiles. */
final class NodeProcess {
    private static final String MAIN_CLASS = "io.polyloop.DevMode";
    private static final Path CLASSES = Path.of("target/classes");
    /** Written by the build, so that a new dependency needs no restart of Maven. */
    private static final Path CLASS_PATH = Path.of("target/classpath.txt");

    private static final Path BIN = Path.of(System.getProperty("java.home"), "bin");
    private static final int STOP_SECONDS = 20;

    private final Path packed = jarFile("next");
    private final Path jar = jarFile("node");
    private final IntConsumer onExit;
    private volatile Process process;

    /** @param onExit receives the exit code of a node that ended by itself */
    NodeProcess(IntConsumer onExit) {
        this.onExit = onExit;
    }

    /** Copies the classes, for the next start and for {@link #unpack}. */
    void pack() {
        ToolProvider jarTool = ToolProvider.findFirst("jar").orElseThrow();
        int code = jarTool.run(
                System.out, System.err, "--create", "--no-compress", "--file=" + packed, "-C", CLASSES.toString(), ".");
        if (code != 0) {
            throw new IllegalStateException("cannot write " + packed);
        }
    }

    void unpack() {
        Path kept = Files.exists(packed) ? packed : jar;
        try {
            new ProcessBuilder(BIN.resolve("jar").toString(), "--extract", "--file=" + kept)
                    .directory(CLASSES.toFile())
                    .inheritIO()
                    .start()
                    .onExit()
                    .join();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Starts the node from the classes packed last, in place of the one that runs. */
    void start() {
        stop();
        try {
            Files.move(packed, jar, StandardCopyOption.REPLACE_EXISTING);
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
        return Stream.of(Stream.of(BIN.resolve("java").toString()), options, main)
                .flatMap(arguments -> arguments)
                .toList();
    }

    private static Path jarFile(String name) {
        String unique = name + "-" + ProcessHandle.current().pid() + ".jar";
        Path file = Path.of("target", "devmode-" + unique).toAbsolutePath();
        file.toFile().deleteOnExit();
        return file;
    }
}
