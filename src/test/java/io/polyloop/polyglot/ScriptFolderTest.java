package io.polyloop.polyglot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/packaged.js} is on the classpath of tests. */
class ScriptFolderTest {
    private static final String NAME = "packaged.js";
    private static final Set<String> SUFFIXES = Set.of("js");

    @TempDir
    Path first;

    @TempDir
    Path second;

    @Test
    void directories_are_searched_in_order_and_the_packaged_scripts_last() throws IOException {
        ScriptFolder folder = ScriptFolder.of(List.of(first, second));
        Optional<String> packaged = ScriptFolder.packaged().text(NAME, SUFFIXES);
        assertEquals(packaged, folder.text(NAME, SUFFIXES));
        Files.writeString(second.resolve(NAME), "second");
        assertEquals("second", folder.text(NAME, SUFFIXES).orElseThrow());
        Files.writeString(first.resolve(NAME), "first");
        assertEquals("first", folder.text(NAME, SUFFIXES).orElseThrow());
        assertEquals(Optional.empty(), folder.text("none.js", SUFFIXES));
    }

    @Test
    void folders_of_sources_stand_alone_because_the_packaged_scripts_are_their_copies() {
        Path sources = Path.of("src", "main", "js");
        assertEquals(Optional.empty(), ScriptFolder.of(List.of(sources)).text(NAME, SUFFIXES));
    }

    @Test
    void a_packaged_script_that_a_directory_replaces_and_restores_is_changed_each_time() throws IOException {
        WatchedFiles files = new WatchedFiles();
        files.watch(ScriptFolder.of(List.of(first))).find(NAME, SUFFIXES);
        assertEquals(Set.of(), changes(files).changed());
        Files.writeString(first.resolve(NAME), "mine");
        assertEquals(Set.of(NAME), changes(files).changed());

        WatchedFiles replaced = new WatchedFiles();
        replaced.watch(ScriptFolder.of(List.of(first))).find(NAME, SUFFIXES);
        Files.delete(first.resolve(NAME));
        WatchedFiles.Changes restored = changes(replaced);
        assertEquals(Set.of(NAME), restored.changed());
        assertEquals(Set.of(), restored.removed());
    }

    private static WatchedFiles.Changes changes(WatchedFiles files) {
        files.poll();
        return files.poll();
    }
}
