package io.polyloop.bench.language;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What makes machine code of scripts on a JDK that is not GraalVM. {@code src/bench/run.sh} brings its jars. */
final class GraalCompiler {
    private static final int JDK = 25;
    private static final Path FOLDER = Path.of("target", "compiler").toAbsolutePath();

    private GraalCompiler() {}

    static Optional<String> missing() {
        if (Runtime.version().feature() != JDK) {
            return Optional.of("the Graal compiler of this build needs JDK " + JDK + ": set JAVA_HOME to one");
        }
        return Files.exists(FOLDER)
                ? Optional.empty()
                : Optional.of("no " + FOLDER + ": src/main/graal/with.sh compiler true");
    }

    /** Of the JVM. */
    static String options() {
        return "-XX:+UnlockExperimentalVMOptions -XX:+EnableJVMCI --upgrade-module-path=" + FOLDER;
    }
}
