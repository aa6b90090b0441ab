package io.polyloop.proof.outbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * Runs the proof: {@code [--database=sqlite|postgresql] [--transactions=20000] [--short] [--seed=42]}. The exit code is
 * 1 if a guarantee did not hold or a run failed, and 2 if the arguments are wrong.
 */
public final class Outbox {
    private static final Path FOLDER = Path.of("target", "outbox").toAbsolutePath();
    private static final long LONG = 20_000;
    private static final long SHORT = 1_500;

    private Outbox() {}

    public static void main(String[] args) throws Exception {
        List<String> given = List.of(args);
        List<OutboxDatabase> databases;
        long transactions;
        long seed;
        try {
            databases = value(given, "--database=")
                    .map(name -> List.of(OutboxDatabase.valueOf(name.toUpperCase(Locale.ROOT))))
                    .orElse(List.of(OutboxDatabase.values()));
            transactions = value(given, "--transactions=")
                    .map(Long::parseLong)
                    .orElse(given.contains("--short") ? SHORT : LONG);
            seed = value(given, "--seed=").map(Long::parseLong).orElseGet(() -> new Random().nextLong(1_000_000));
        } catch (IllegalArgumentException invalid) {
            System.err.println(
                    invalid.getMessage() + ": use --database=sqlite or postgresql, --transactions=, --seed=");
            System.exit(2);
            return;
        }
        System.exit(run(databases, transactions, seed) ? 0 : 1);
    }

    private static boolean run(List<OutboxDatabase> databases, long transactions, long seed) throws Exception {
        System.out.println("seed " + seed);
        List<OutboxResult> results = new ArrayList<>();
        boolean passed = true;
        for (OutboxDatabase database : databases) {
            Path folder = FOLDER.resolve(database.name().toLowerCase(Locale.ROOT));
            try {
                results.add(new OutboxRun(database, transactions, seed, folder).run());
            } catch (Exception | AssertionError failure) {
                failure.printStackTrace(System.out);
                passed = false;
            }
        }
        new Report(seed, results).write(FOLDER);
        passed &= results.stream().allMatch(OutboxResult::passed);
        System.out.println(passed ? "all guarantees held" : "a guarantee did not hold");
        return passed;
    }

    private static Optional<String> value(List<String> args, String name) {
        return args.stream()
                .filter(arg -> arg.startsWith(name))
                .map(arg -> arg.substring(name.length()))
                .findFirst();
    }
}
