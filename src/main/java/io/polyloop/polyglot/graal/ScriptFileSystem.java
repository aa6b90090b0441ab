package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.ScriptFolder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.DirectoryStream;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Map;
import java.util.Set;
import org.graalvm.polyglot.io.FileSystem;

/**
 * The file system that a script sees: read-only, with the folder of the scripts as its root. A path that leads out of it,
 * such as {@code ../../etc/passwd}, is resolved within the root.
 */
final class ScriptFileSystem implements FileSystem {
    private static final Set<String> READABLE = Set.of("js", "mjs", "json");
    private static final Path ROOT = Path.of("/").toAbsolutePath();

    private final ScriptFolder folder;

    ScriptFileSystem(ScriptFolder folder) {
        this.folder = folder;
    }

    @Override
    public Path parsePath(URI uri) {
        throw new UnsupportedOperationException(
                "scripts import only files in their folder, such as import './other.js'");
    }

    @Override
    public Path parsePath(String path) {
        return Path.of(path);
    }

    @Override
    public Path toAbsolutePath(Path path) {
        return ROOT.resolve(path);
    }

    @Override
    public Path toRealPath(Path path, LinkOption... options) {
        return toAbsolutePath(path).normalize();
    }

    @Override
    public void checkAccess(Path path, Set<? extends AccessMode> modes, LinkOption... options) throws IOException {
        if (modes.contains(AccessMode.WRITE) || modes.contains(AccessMode.EXECUTE)) {
            throw denied(path);
        }
        find(path);
    }

    @Override
    public SeekableByteChannel newByteChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... more)
            throws IOException {
        // Ignores the options: the channel is read-only, and refuses to write when it is used for that.
        try (InputStream file = find(path).openStream()) {
            return new ByteArrayChannel(file.readAllBytes());
        }
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        find(path);
        return Map.of("isRegularFile", true, "isDirectory", false, "isSymbolicLink", false, "isOther", false);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        throw denied(folder);
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
        throw denied(folder);
    }

    @Override
    public void delete(Path path) throws IOException {
        throw denied(path);
    }

    @Override
    public void setCurrentWorkingDirectory(Path directory) {
        // GraalJS sets one; relative paths are resolved against the root in any case.
    }

    private URL find(Path path) throws IOException {
        String name = ROOT.relativize(toRealPath(path)).toString().replace('\\', '/');
        return folder.find(name, READABLE).orElseThrow(() -> new NoSuchFileException(path.toString()));
    }

    private static IOException denied(Path path) {
        return new AccessDeniedException(path.toString(), null, "scripts have read access only");
    }
}
