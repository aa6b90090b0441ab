package io.polyloop.bench.peer;

import io.polyloop.bench.ServerProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts JVM servers, all on the same JVM with the same flags. */
final class JavaProcess {
    private static final List<String> FLAGS = List.of("-Xmx1g", "--enable-native-access=ALL-UNNAMED");

    private JavaProcess() {}

    /** Starts a class of this benchmark; its argument is the port. */
    static ServerProcess start(Path folder, Class<?> main, Map<String, String> environment) throws IOException {
        int port = ServerProcess.freePort();
        return start(folder, port, environment, List.of("-cp", classPath(), main.getName(), String.valueOf(port)));
    }

    /** Has absolute paths, because each server has its own working directory. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The jar of the service, and the classes of this benchmark behind it. */
    static String classPath(Path jar) {
        return jar + File.pathSeparator + classPath();
    }

    static ServerProcess start(Path folder, int port, Map<String, String> environment, List<String> what)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(what);
        return ServerProcess.start(folder, port, environment, command);
    }
}
