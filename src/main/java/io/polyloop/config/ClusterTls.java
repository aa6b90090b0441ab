package io.polyloop.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;

/** PEM files for TLS on the event bus: this node's certificate and key, and the CA of all nodes. */
public record ClusterTls(Path cert, Path key, Path ca) {
    private static final String CERT = "cluster.tls.cert";
    private static final String KEY = "cluster.tls.key";
    private static final String CA = "cluster.tls.ca";

    static Optional<ClusterTls> read(SettingsReader reader) {
        List<String> given = List.of(CERT, KEY, CA).stream()
                .filter(name -> !reader.text(name).isEmpty())
                .toList();
        long usable = given.stream().filter(name -> isUsable(reader, name)).count();
        if (usable == given.size() && usable % 3 != 0) {
            reader.reject("cluster.tls", "cert, key and ca belong together; set all three or none");
        }
        return given.isEmpty()
                ? Optional.empty()
                : Optional.of(new ClusterTls(
                        Path.of(reader.text(CERT)), Path.of(reader.text(KEY)), Path.of(reader.text(CA))));
    }

    private static boolean isUsable(SettingsReader reader, String name) {
        Path file = Path.of(reader.text(name)).toAbsolutePath();
        try {
            if (name.equals(KEY) ? hasKey(file) : hasCertificate(file)) {
                return true;
            }
            String wanted = name.equals(KEY) ? "private key" : "certificate";
            reader.reject(name, file + " contains no " + wanted + "; name a PEM file that does");
        } catch (IOException unreadable) {
            reader.reject(name, file + " is not readable; name a PEM file that this process can read");
        }
        return false;
    }

    private static boolean hasKey(Path file) throws IOException {
        return Files.readString(file).contains("PRIVATE KEY-----");
    }

    private static boolean hasCertificate(Path file) throws IOException {
        try (var pem = Files.newInputStream(file)) {
            return !CertificateFactory.getInstance("X.509")
                    .generateCertificates(pem)
                    .isEmpty();
        } catch (CertificateException malformed) {
            return false;
        }
    }
}
