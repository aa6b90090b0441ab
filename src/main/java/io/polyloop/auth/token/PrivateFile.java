package io.polyloop.auth.token;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A file with secrets. It is replaced as a whole, so that a reader never sees a part of it. Blocks. */
final class PrivateFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path path;

    PrivateFile(Path path) throws IOException {
        // A link stays a link.
        this.path = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
    }

    /** Creates the file with mode 0600. Fails if it exists. */
    void create(String content) throws IOException {
        Path written = write(content, OWNER_ONLY);
        try {
            Files.move(written, path);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /** Replaces the content and keeps the mode; creates the file if it does not exist. */
    void replace(String content) throws IOException {
        boolean keep = isPosix() && Files.exists(path);
        Path written = write(content, keep ? Files.getPosixFilePermissions(path) : OWNER_ONLY);
        Files.move(written, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path write(String content, Set<PosixFilePermission> mode) throws IOException {
        Files.createDirectories(path.getParent());
        FileAttribute<?>[] attributes = isPosix()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        Path written = Files.createTempFile(path.getParent(), ".new-", "", attributes);
        Files.write(written, content.getBytes(StandardCharsets.UTF_8));
        if (isPosix()) {
            Files.setPosixFilePermissions(written, mode);
        }
        return written;
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
