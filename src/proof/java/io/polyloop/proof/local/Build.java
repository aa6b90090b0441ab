package io.polyloop.proof.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A build of the service.
 *
 * @param directory where a node runs: with the {@code conf} of its build, since a build refuses keys of another
 */
public record Build(List<String> command, Path directory) {

    /** The build in {@code target} of this checkout, or of another one. */
    public static Build of(Path jar, List<String> jvmOptions) {
        Path absolute = jar.toAbsolutePath();
        Path checkout = absolute.getParent().getParent();
        return new Build(
                LocalCluster.jar(absolute, jvmOptions),
                Files.isDirectory(checkout.resolve("conf")) ? checkout : absolute.getParent());
    }
}
