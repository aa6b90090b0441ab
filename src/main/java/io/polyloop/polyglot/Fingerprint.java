package io.polyloop.polyglot;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * Distinguishes versions of a file. Includes the real path, because Kubernetes swaps the link to a mounted folder, and the
 * file key, because an editor that renames a new file over the old one can keep time and size. A packaged file never
 * changes.
 */
record Fingerprint(String path, FileTime modified, long size, Object key) {
    private static final Fingerprint ABSENT = new Fingerprint("", null, 0, null);

    /** Blocking. */
    static Fingerprint of(Optional<URL> file) {
        return file.map(Fingerprint::of).orElse(ABSENT);
    }

    boolean absent() {
        return equals(ABSENT);
    }

    private static Fingerprint of(URL file) {
        if (!file.getProtocol().equals("file")) {
            return new Fingerprint(file.toString(), null, 0, null);
        }
        try {
            Path path = Path.of(URI.create(file.toString()));
            BasicFileAttributes is = Files.readAttributes(path, BasicFileAttributes.class);
            return new Fingerprint(path.toString(), is.lastModifiedTime(), is.size(), is.fileKey());
        } catch (IOException gone) {
            return ABSENT;
        }
    }
}
