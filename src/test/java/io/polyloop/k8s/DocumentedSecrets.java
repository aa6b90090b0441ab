package io.polyloop.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The Secrets, with their keys, that the commands of docs/kubernetes.md make: manifests have none. */
final class DocumentedSecrets {
    private static final Pattern COMMAND =
            Pattern.compile("kubectl create secret generic (\\S+)((?:[^\\n]|(?<=\\\\)\\n)*)");
    private static final Pattern KEY = Pattern.compile("--from-(?:literal|file)=([\\w.-]+)=");

    private static final Pattern AUTHORITY = Pattern.compile("sslrootcert=([\\w./-]+)");

    static final String TEXT = text();
    static final Map<String, Set<String>> KEYS = keys();

    private DocumentedSecrets() {}

    /** The file of the CA in the URL of the database. */
    static String certificateAuthority() {
        return AUTHORITY.matcher(TEXT).results().findFirst().orElseThrow().group(1);
    }

    private static String text() {
        try {
            return Files.readString(Path.of("docs", "kubernetes.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Set<String>> keys() {
        Map<String, Set<String>> secrets = new HashMap<>();
        COMMAND.matcher(TEXT).results().forEach(it -> secrets.putIfAbsent(it.group(1), keys(it.group(2))));
        return secrets;
    }

    private static Set<String> keys(String options) {
        return KEY.matcher(options).results().map(it -> it.group(1)).collect(Collectors.toSet());
    }
}
