package io.polyloop.docs.orders;

import io.polyloop.docs.orders.Page.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * A folder with the files of the page, from which nodes of this process take settings, migrations, scripts and pages until
 * it is closed. Its classes are those of this package.
 */
final class PageProject implements AutoCloseable {
    private final Map<String, Path> sources;
    private final Path folder;

    PageProject(Path folder) {
        this.folder = folder;
        this.sources = Map.of(
                "polyloop.conf", folder.resolve("conf"),
                "polyloop.http.webroot", folder.resolve("src/main/resources/webroot"),
                "polyloop.scripts.dir", folder.resolve("src/main/js"),
                "polyloop.sql.migrations", folder.resolve("src/main/resources/migrations"));
        sources.forEach((property, source) -> {
            write(source.resolve("README"), "");
            System.setProperty(property, source.toString());
        });
    }

    /** Adds the text of a step to its file. */
    void write(Step step) {
        write(folder.resolve(step.file()), step.text().replace("io.polyloop.orders", "io.polyloop.docs.orders"));
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        sources.keySet().forEach(System::clearProperty);
    }
}
