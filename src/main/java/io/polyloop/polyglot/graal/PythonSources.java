package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.ScriptFolder;
import java.util.Set;
import org.graalvm.polyglot.HostAccess.Export;

/** The text of the scripts for the prelude, which imports them without a file system. Blocks. */
public final class PythonSources {
    private static final Set<String> READABLE = Set.of("py");

    private final ScriptFolder folder;

    PythonSources(ScriptFolder folder) {
        this.folder = folder;
    }

    /** Null if there is no such file. */
    @Export
    public String read(String name) {
        return folder.text(name, READABLE).orElse(null);
    }
}
