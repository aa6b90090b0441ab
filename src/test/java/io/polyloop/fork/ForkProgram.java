package io.polyloop.fork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A small project with a copy of {@code Fork.java}, and runs of that. */
final class ForkProgram {
    private final Path project;

    ForkProgram(Path project) throws IOException {
        this.project = project;
        Files.createDirectories(project);
        Files.copy(Path.of("Fork.java"), project.resolve("Fork.java"));
        write("pom.xml", "<project/>\n");
    }

    void write(String path, String text) throws IOException {
        Path file = project.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Runs {@code Fork.java} in the project. */
    Run run(String... arguments) throws Exception {
        return run(project, arguments);
    }

    record Run(int exit, String output) {}

    /** Runs the {@code Fork.java} of a folder there. */
    static Run run(Path folder, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("Fork.java");
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toAbsolutePath().toFile())
                .redirectErrorStream(true);
        // The JVM reports it on the standard error.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        String output = process.inputReader().lines().collect(Collectors.joining("\n"));
        return new Run(process.waitFor(), output);
    }
}
