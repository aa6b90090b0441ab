package io.polyloop.bench.language;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Compiles scripts to machine code on a JDK other than GraalVM. {@code src/bench/run.sh} downloads its jars. */
final class GraalCompiler {
    private static final int JDK = 25;
    private static final Path FOLDER = Path.of("target", "compiler").toAbsolutePath();

    private GraalCompiler() {}

    static Optional<String> missing() {
        if (Runtime.version().feature() != JDK) {
            return Optional.of("the Graal compiler of this build needs JDK " + JDK + "; set JAVA_HOME to it");
        }
        return Files.exists(FOLDER)
                ? Optional.empty()
                : Optional.of("no " + FOLDER + "; run src/main/graal/with.sh compiler true");
    }

    /** The JVM options, as the environment of a process. */
    static Map<String, String> environment() {
        String options = "-XX:+UnlockExperimentalVMOptions -XX:+EnableJVMCI --upgrade-module-path=" + FOLDER;
        return Map.of("JDK_JAVA_OPTIONS", options);
    }
}
