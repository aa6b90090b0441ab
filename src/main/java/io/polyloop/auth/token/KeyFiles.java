package io.polyloop.auth.token;

import io.polyloop.config.AuthSettings;
import io.polyloop.config.IssuerSettings;
import io.polyloop.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Checks the files with keys that the settings name, so that a node does not start with one that cannot serve. A file that
 * changes later is the matter of {@link WatchedFile}.
 */
public final class KeyFiles {
    private KeyFiles() {}

    /** One line for each file that cannot serve: the setting, what is wrong, and what to do. Blocks. */
    public static List<String> faults(Settings settings) {
        List<String> faults = new ArrayList<>();
        AuthSettings auth = settings.auth();
        auth.issuers().stream().filter(IssuerSettings::isFile).forEach(issuer -> fault(
                        issuer.keys(), content -> IssuerKeys.check(issuer, content))
                .ifPresent(fault -> faults.add("auth.issuers: " + issuer.issuer() + ": keys: " + issuer.keys() + ": "
                        + fault + "; " + remedy(issuer))));
        if (!auth.keysFile().isEmpty()) {
            fault(auth.keysFile(), ServiceKeyFile::parse)
                    .ifPresent(fault -> faults.add("auth.keys-file: " + auth.keysFile() + ": " + fault
                            + "; correct it, or move it away and create keys with java -jar polyloop.jar key create"));
        }
        return faults;
    }

    /** A file that does not exist is a fault that the settings report, or one that is created later. */
    private static Optional<String> fault(String file, Consumer<byte[]> check) {
        try {
            Path path = Path.of(file);
            if (Files.exists(path)) {
                check.accept(WatchedFile.read(path));
            }
            return Optional.empty();
        } catch (InvalidPathException malformed) {
            return Optional.of("is not a path");
        } catch (IOException unreadable) {
            return Optional.of("is not readable");
        } catch (IllegalArgumentException invalid) {
            return Optional.of(invalid.getMessage());
        }
    }

    private static String remedy(IssuerSettings issuer) {
        return issuer.isSymmetric()
                ? "write a secret that only the issuer and this service know: openssl rand -hex 64"
                : "name a PEM or JWKS file with a public key of the issuer for one of " + issuer.algorithms();
    }
}
