package io.polyloop.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a file does not take with it when it is copied. Other systems than POSIX say nothing of it. */
final class FileIdentity {
    private FileIdentity() {}

    /** The inode numbers of two files, 0 for one that does not exist; empty if they are not known. */
    static String inodes(Path first, Path second) throws IOException {
        try {
            return inode(first) + ":" + inode(second);
        } catch (UnsupportedOperationException | IllegalArgumentException elsewhere) {
            return "";
        }
    }

    /**
     * Whether the last change of the file was other than a write: a tool copied it and set its times, or its owner or
     * mode was set. A write changes both times of a file at once, and no tool can set the second one.
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
