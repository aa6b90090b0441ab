package io.polyloop.bench.report;

import io.netty.util.Version;
import io.polyloop.bench.Command;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** The machine and the versions of a run, without which figures cannot be compared. */
final class Environment {
    private static final String VERTX = "META-INF/vertx/vertx-version.txt";

    private static final long KIB_A_GIB = 1_048_576;

    private Environment() {}

    static String markdown(String command) throws IOException, InterruptedException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        facts.put("command", "`" + command + "`");
        facts.put("commit", firstLine("git", "describe", "--always", "--dirty"));
        facts.put("CPU", Runtime.getRuntime().availableProcessors() + " × " + line("/proc/cpuinfo", "model name"));
        facts.put("memory", memory());
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("JDK", System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"));
        facts.put("Netty", Version.identify().get("netty-common").artifactVersion());
        facts.put("Vert.x", vertx());
        facts.put("Node.js", firstLine("node", "--version"));
        facts.put("nginx", firstLine("nginx", "-v"));
        facts.put("Apache", firstLine("apache2", "-v"));
        StringBuilder text = new StringBuilder("| | |\n|---|---|\n");
        facts.forEach((name, value) ->
                text.append("| ").append(name).append(" | ").append(value).append(" |\n"));
        return text.append('\n').toString();
    }

    private static String memory() throws IOException {
        return Long.parseLong(line("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / KIB_A_GIB + " GiB";
    }

    /** Removes the words that some tools print before the version. */
    private static String firstLine(String... command) throws InterruptedException {
        return Command.run(command).stream()
                .findFirst()
                .map(line -> line.replaceFirst(".*version: ", ""))
                .orElse("not installed");
    }

    /** The value of a line such as {@code model name : …}. */
    private static String line(String file, String name) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    private static String vertx() throws IOException {
        try (InputStream version = Environment.class.getClassLoader().getResourceAsStream(VERTX)) {
            return version == null ? "unknown" : new String(version.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
