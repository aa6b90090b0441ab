package io.polyloop.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Properties of a file that a copy does not have. Unknown on systems other than POSIX. */
final class FileIdentity {
    private FileIdentity() {}

    /** The inode numbers of two files, 0 for a missing file; empty if they are unknown. */
    static String inodes(Path first, Path second) throws IOException {
        try {
            return inode(first) + ":" + inode(second);
        } catch (UnsupportedOperationException | IllegalArgumentException elsewhere) {
            return "";
        }
    }

    /**
     * Whether the last change of the file was not a write: a tool copied it and set its times, or changed its owner or
     * mode. A write changes both times of a file, and tools can set only the first one.
     */
    static boolean metadataChanged(Path file) throws IOException {
        try {
            return Files.exists(file)
                    && !Files.getLastModifiedTime(file).equals(Files.getAttribute(file, "unix:ctime"));
        } catch (UnsupportedOperationException | IllegalArgumentException elsewhere) {
            return false;
        }
    }

    private static long inode(Path file) throws IOException {
        return Files.exists(file) ? (Long) Files.getAttribute(file, "unix:ino") : 0;
    }
}
