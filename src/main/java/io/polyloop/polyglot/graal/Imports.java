package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.ScriptFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.graalvm.polyglot.HostAccess.Export;

/** The text of the scripts, for a prelude that imports them without a file system. Blocking. */
public final class Imports {
    private static final Set<String> READABLE = Set.of("py");

    private final ScriptFolder folder;

    Imports(ScriptFolder folder) {
        this.folder = folder;
    }

    /** Null if there is no such file. */
    @Export
    public String read(String name) {
        return folder.find(name, READABLE).map(Imports::text).orElse(null);
    }

    private static String text(URL file) {
        try (InputStream bytes = file.openStream()) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
