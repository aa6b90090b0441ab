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

/** Gives the nodes of a test the files of the page that a reader of Java has written before its test. */
final class PageFiles implements BeforeAllCallback, AfterAllCallback {
    private Path folder;
    private PageProject project;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("first-feature");
        project = new PageProject(folder);
        Page.steps("Java").stream()
                .takeWhile(step -> !String.valueOf(step.file()).endsWith("OrdersIT.java"))
                .filter(step -> step.file() != null)
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
