package io.polyloop.config;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** PEM files for TLS on the event bus: this node's certificate and key, and the CA of all nodes. */
public record ClusterTls(Path cert, Path key, Path ca) {
    private static final String CERT = "cluster.tls.cert";
    private static final String KEY = "cluster.tls.key";
    private static final String CA = "cluster.tls.ca";

    static Optional<ClusterTls> read(SettingsReader reader) {
        String cert = reader.text(CERT);
        String key = reader.text(KEY);
        String ca = reader.text(CA);
        if (cert.isEmpty() && key.isEmpty() && ca.isEmpty()) {
            return Optional.empty();
        }
        PemFiles files = new PemFiles(reader::reject);
        boolean usable = files.checkPair(CERT, cert, KEY, key)
                & (ca.isEmpty() || files.certificates(CA, ca).isPresent());
        if (usable && (cert.isEmpty() || key.isEmpty() || ca.isEmpty())) {
            reader.reject("cluster.tls", "cert, key and ca belong together; set all three or none");
        }
        return Optional.of(new ClusterTls(Path.of(cert), Path.of(key), Path.of(ca)));
    }

    /** When the certificate expires. Blocks: reads the files, which can be newer than the settings. */
    public Instant expires() {
        PemFiles files = new PemFiles((setting, fault) -> {
            throw new IllegalStateException(setting + ": " + fault);
        });
        return files.pair(CERT, cert.toString(), KEY, key.toString())
                .orElseThrow()
                .expires();
    }
}
