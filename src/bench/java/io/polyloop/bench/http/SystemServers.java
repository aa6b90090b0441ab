package io.polyloop.bench.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Servers that the Linux distribution provides: how to find them, and the folder with the page that they serve. */
final class SystemServers {
    /** Enough for each worker process to serve a request. */
    static final double WARM_UP = 0.1;

    private static final Path PAGE = Path.of("src", "main", "resources", "webroot", "mypage.html");
    /** Not on the PATH of every user. */
    private static final Path SBIN = Path.of("/usr/sbin");

    private SystemServers() {}

    static String command(String name) {
        return SBIN.resolve(name).toString();
    }

    static Optional<String> missing(String name, String installed) {
        return Files.isExecutable(SBIN.resolve(name))
                ? Optional.empty()
                : Optional.of("needs " + name + ": apt-get install " + installed);
    }

    /** Creates a folder with only the page in it. */
    static Path pages(Path folder) throws IOException {
        Path pages = Files.createDirectories(folder.resolve("pages"));
        Files.copy(PAGE, pages.resolve(PAGE.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        return pages;
    }
}
