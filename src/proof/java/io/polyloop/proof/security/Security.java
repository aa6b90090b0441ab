package io.polyloop.proof.security;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs {@code issuer}, {@code flood} or both: {@code [issuer|flood] [--seconds=60]}. The exit code is 1 if a guarantee
 * did not hold, and 2 if the arguments are wrong.
 */
public final class Security {
    private static final Path FOLDER = Path.of("target", "security").toAbsolutePath();
    private static final String SECONDS = "--seconds=";

    private Security() {}

    public static void main(String[] args) throws Exception {
        List<String> names = new ArrayList<>(List.of(args));
        Duration time = Duration.ofSeconds(names.stream()
                .filter(arg -> arg.startsWith(SECONDS))
                .mapToLong(arg -> Long.parseLong(arg.substring(SECONDS.length())))
                .findFirst()
                .orElse(60));
        names.removeIf(arg -> arg.startsWith(SECONDS));
        if (!List.of("issuer", "flood").containsAll(names)) {
            System.err.println(String.join(" ", names) + ": choose from issuer and flood");
            System.exit(2);
        }
        System.exit(run(names, time) ? 0 : 1);
    }

    private static boolean run(List<String> names, Duration time) throws Exception {
        Report report = new Report();
        if (names.isEmpty() || names.contains("issuer")) {
            new IssuerTest(FOLDER.resolve("issuer"), time).run(report);
        }
        if (names.isEmpty() || names.contains("flood")) {
            new FloodTest(FOLDER.resolve("flood"), time, "127.0.0.").run(report);
            new FloodTest(FOLDER.resolve("flood-same-address"), time, "127.0.0.1").run(report);
        }
        Files.writeString(FOLDER.resolve("report.md"), report.text());
        System.out.println("\n" + report.text());
        return report.passed();
    }
}
