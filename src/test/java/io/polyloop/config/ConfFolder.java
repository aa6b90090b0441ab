package io.polyloop.config;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.polyloop.SectionClasses;
import io.polyloop.fixture.TestNode;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A directory of settings files of a test, and the settings that a node would read there. */
final class ConfFolder implements BeforeEachCallback, AfterEachCallback {
    private static final String PROPERTY = "polyloop.conf";

    private Vertx vertx;
    private Path folder;

    @Override
    public void beforeEach(ExtensionContext test) throws IOException {
        vertx = Vertx.vertx();
        folder = Files.createTempDirectory("conf");
        System.setProperty(PROPERTY, folder.toString());
    }

    @Override
    public void afterEach(ExtensionContext test) throws IOException {
        System.clearProperty(PROPERTY);
        TestNode.await(vertx.fileSystem().deleteRecursive(folder.toString()));
        TestNode.await(vertx.close());
    }

    Path write(String file, String text) {
        try {
            return Files.writeString(folder.resolve(file), text);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    Settings load(Map<String, Object> overrides) {
        return TestNode.await(new SettingsLoader(vertx, overrides)
                .checking(SectionClasses::faults)
                .load());
    }

    JsonObject section(String name) {
        return load(Map.of()).app().sections().get(name);
    }

    /** The errors, without the path of the directory. */
    List<String> errors() {
        return errors(Map.of());
    }

    List<String> errors(Map<String, Object> overrides) {
        return assertThrows(SettingsException.class, () -> load(overrides)).errors().stream()
                .map(error -> error.replace(folder + "/", "conf/"))
                .toList();
    }
}
