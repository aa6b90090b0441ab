package io.polyloop.bench.language;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What makes machine code of scripts on a JDK that is not GraalVM. Its jars are copied there by the build. */
final class GraalCompiler {
    private static final int JDK = 25;
    private static final Path FOLDER = Path.of("target", "compiler").toAbsolutePath();
    private static final List<String> JARS = List.of("compiler", "truffle-compiler", "collections", "word");

    private GraalCompiler() {}

    static Optional<String> missing() {
        if (Runtime.version().feature() != JDK) {
            return Optional.of("the Graal compiler of this build needs JDK " + JDK + ": set JAVA_HOME to one");
        }
        return JARS.stream().allMatch(jar -> Files.exists(file(jar)))
                ? Optional.empty()
                : Optional.of("no jars in " + FOLDER + ": ./mvnw -Pbench process-test-classes");
    }

    /** Of the JVM. */
    static String options() {
        return "-XX:+UnlockExperimentalVMOptions -XX:+EnableJVMCI --upgrade-module-path="
                + JARS.stream().map(jar -> file(jar).toString()).collect(Collectors.joining(":"));
    }

    private static Path file(String jar) {
        return FOLDER.resolve(jar + ".jar");
    }
}
