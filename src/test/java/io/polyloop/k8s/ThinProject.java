package io.polyloop.k8s;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The manifests of a thin project: those of src/thin, and those of the base in one file. */
final class ThinProject {
    private static final Path TEMPLATE = Path.of("src", "thin", "k8s");
    private static final Path BASE = Path.of("k8s", "base");
    private static final Path FOLDER = Path.of("target", "thin-k8s");

    private ThinProject() {}

    static Path manifests() throws IOException {
        Files.createDirectories(FOLDER);
        for (Path file : files(TEMPLATE)) {
            Files.writeString(FOLDER.resolve(file.getFileName()), Files.readString(file));
        }
        StringBuilder base = new StringBuilder();
        for (Path file : files(BASE)) {
            base.append(file.endsWith("kustomization.yaml") ? "" : "---\n" + Files.readString(file));
        }
        Files.writeString(FOLDER.resolve("base.yaml"), base);
        return FOLDER;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
