package io.polyloop.polyglot.graal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.polyglot.ScriptFolder;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The file system of scripts, here on the packaged ones. */
class ScriptFileSystemTest {
    private final ScriptFileSystem files = new ScriptFileSystem(ScriptFolder.packaged());

    @Test
    void packaged_scripts_are_found_and_folders_are_not() {
        assertTrue(ScriptFolder.packaged().find("packaged.js", Set.of("js")).isPresent());
        assertFalse(ScriptFolder.packaged().find("", Set.of("js")).isPresent());
        assertFalse(ScriptFolder.packaged().find("none.js", Set.of("js")).isPresent());
    }

    @Test
    void a_path_that_climbs_out_ends_at_the_root() {
        assertEquals(Path.of("/packaged.js"), files.toRealPath(Path.of("/a/../../../packaged.js")));
        assertThrows(NoSuchFileException.class, () -> files.checkAccess(Path.of("../../conf/x.js"), Set.of()));
    }

    @Test
    void nothing_can_be_written_listed_or_deleted() {
        Path packaged = Path.of("/packaged.js");
        assertThrows(AccessDeniedException.class, () -> files.checkAccess(packaged, Set.of(AccessMode.WRITE)));
        assertThrows(AccessDeniedException.class, () -> files.createDirectory(Path.of("/new")));
        assertThrows(AccessDeniedException.class, () -> files.delete(packaged));
        assertThrows(AccessDeniedException.class, () -> files.newDirectoryStream(Path.of("/"), path -> true));
        assertThrows(NonWritableChannelException.class, () -> files.newByteChannel(packaged, Set.of())
                .write(ByteBuffer.allocate(1)));
    }

    @Test
    void a_file_is_read_in_parts() throws Exception {
        try (var channel = files.newByteChannel(Path.of("/packaged.js"), Set.of())) {
            ByteBuffer part = ByteBuffer.allocate(7);
            assertEquals(7, channel.position(channel.size() - 7).read(part));
            assertEquals(-1, channel.read(part.clear()));
        }
    }
}
