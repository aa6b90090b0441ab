package io.polyloop.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The server for probes, metrics and administration. It allows the same hosts as the public server.
 *
 * @param tokenFile contains the bearer token
 * @param open whether metrics need no token
 */
public record ManagementSettings(
        String host, int port, AllowedHosts allowedHosts, Optional<Path> tokenFile, boolean open) {
    private static final String TOKEN_FILE = "management.token-file";
    /** What is wrong with a file without a token, and what to do. */
    public static final String NO_TOKEN = "does not contain one token of 16 or more visible ASCII characters;"
            + " make one with openssl rand -hex 32";

    /** What a header can carry, and too long to guess. */
    private static final Pattern TOKEN = Pattern.compile("[!-~]{16,4096}");

    static ManagementSettings read(SettingsReader reader, int offset) {
        int port = reader.number("management.port", 0, 65_535);
        return new ManagementSettings(
                reader.text("management.host"),
                HttpSettings.shifted(port, offset),
                AllowedHosts.read(reader),
                tokenFile(reader),
                reader.flag("management.open"));
    }

    /** Whether only this machine can reach the server. */
    public boolean isLoopback() {
        return Loopback.contains(host);
    }

    /** Whether the token file may contain this text, besides white space around it. */
    public static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }

    private static Optional<Path> tokenFile(SettingsReader reader) {
        String name = reader.text(TOKEN_FILE);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path file = Path.of(name);
            if (!isToken(Files.readString(file).strip())) {
                reader.reject(TOKEN_FILE, file.toAbsolutePath() + " " + NO_TOKEN);
            }
            return Optional.of(file);
        } catch (IOException | InvalidPathException unreadable) {
            reader.rejectValue(TOKEN_FILE, "expected a file that this process can read");
            return Optional.empty();
        }
    }
}
