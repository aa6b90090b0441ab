package io.polyloop.proof.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Gives each node a clock that can be set while the node runs, with libfaketime. */
public final class FakeClocks implements NodeEnvironment {
    private static final Path LIBRARIES = Path.of("/usr/lib");
    private static final Path LIBRARY = Path.of("faketime", "libfaketimeMT.so.1");

    private final NodeEnvironment environment;
    private final Path folder;

    /** @param folder for the files that set the clocks */
    public FakeClocks(NodeEnvironment ground, Path folder) {
        this.environment = ground;
        this.folder = folder;
    }

    /** Why this machine does not support it, and what to install; empty if it does. */
    public static String unavailableReason() {
        return library().isPresent() ? "" : "libfaketime is not installed (apt-get install faketime)";
    }

    private static Optional<Path> library() {
        try (Stream<Path> folders = Files.list(LIBRARIES)) {
            return folders.map(one -> one.resolve(LIBRARY))
                    .filter(Files::exists)
                    .findFirst();
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }

    /** Sets a node's clock off by {@code offset} within a second. Its monotonic clock does not change. */
    public void set(int index, Duration offset) {
        try {
            Files.createDirectories(folder);
            Path next = Files.writeString(folder.resolve("next"), "%+d%n".formatted(offset.toSeconds()));
            // An atomic move: libfaketime would read a half-written line as another time.
            Files.move(next, file(index), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Path file(int index) {
        return folder.resolve("clock-" + (index + 1));
    }

    @Override
    public URI http(int index) {
        return environment.http(index);
    }

    @Override
    public URI management(int index) {
        return environment.management(index);
    }

    @Override
    public List<String> command(int index, List<String> command) {
        return environment.command(index, command);
    }

    @Override
    public Map<String, String> settings(int index, int count) {
        set(index, Duration.ZERO);
        Map<String, String> settings = new HashMap<>(environment.settings(index, count));
        settings.put("LD_PRELOAD", library().orElseThrow().toString());
        settings.put("FAKETIME_TIMESTAMP_FILE", file(index).toString());
        settings.put("FAKETIME_CACHE_DURATION", "1");
        settings.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        // Keep the modification times of files, which did not change.
        settings.put("NO_FAKE_STAT", "1");
        // This workaround for an old libc makes each timed wait of a JVM return immediately: the node would spin.
        settings.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
        return settings;
    }
}
