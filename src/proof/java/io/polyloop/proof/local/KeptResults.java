package io.polyloop.proof.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The results that the documents link to: those of a run with {@code --keep}, on a machine that does nothing else. */
public final class KeptResults {
    private static final Path FOLDER = Path.of("src", "proof", "results");

    private KeptResults() {}

    /** Copies files of a report, unless the options lack {@code --keep}. */
    public static void keep(List<String> options, Path... files) throws IOException {
        if (!options.contains("--keep")) {
            return;
        }
        Files.createDirectories(FOLDER);
        for (Path file : files) {
            Path kept = FOLDER.resolve(file.getFileName());
            Files.copy(file, kept, StandardCopyOption.REPLACE_EXISTING);
            System.out.println("kept " + kept);
        }
    }
}
