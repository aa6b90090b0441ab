package io.polyloop.bench.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** What the servers that come from a distribution need: to be found, and a folder with the page. */
final class SystemServers {
    /** Enough to have every process of theirs serve once. */
    static final double WARM_UP = 0.1;

    private static final Path PAGE = Path.of("src", "main", "resources", "webroot", "mypage.html");
    /** Not on everybody's path. */
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

    /** A folder with nothing but the page in it. */
    static Path pages(Path folder) throws IOException {
        Path pages = Files.createDirectories(folder.resolve("pages"));
        Files.copy(PAGE, pages.resolve(PAGE.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        return pages;
    }
}
