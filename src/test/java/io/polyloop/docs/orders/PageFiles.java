package io.polyloop.docs.orders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives the nodes of a test the files of the page that the reader of a language has written with its test. */
final class PageFiles implements BeforeAllCallback, AfterAllCallback {
    private final String language;
    private Path folder;
    private PageProject project;

    /** The files of a reader who follows Java. */
    PageFiles() {
        this("Java");
    }

    PageFiles(String language) {
        this.language = language;
    }

    /** The folder of the project. */
    Path folder() {
        return folder;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("first-feature");
        project = new PageProject(folder);
        Page.steps(language).stream()
                .filter(step -> step.file() != null)
                // They come after the test, and switch authentication on.
                .takeWhile(step -> !step.text().startsWith("auth:"))
                .forEach(project::write);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        project.close();
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
