package io.polyloop.config;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * TLS of the public server.
 *
 * @param cert the PEM file of its certificate
 * @param key the PEM file of its private key
 * @param handshakeTimeout how long a client has for the handshake
 * @param reloadInterval how often the files are checked for changes
 */
public record HttpTls(String cert, String key, Duration handshakeTimeout, Duration reloadInterval) {
    private static final String GROUP = "http.tls";
    private static final String CERT = GROUP + ".cert";
    private static final String KEY = GROUP + ".key";

    static Optional<HttpTls> read(SettingsReader reader) {
        HttpTls tls = new HttpTls(
                reader.text(CERT),
                reader.text(KEY),
                reader.duration(GROUP + ".handshake-timeout", "100ms", "1m"),
                reader.duration(GROUP + ".reload-interval", "100ms", "1h"));
        if (tls.cert.isEmpty() && tls.key.isEmpty()) {
            return Optional.empty();
        }
        boolean usable = new PemFiles(reader::reject).checkPair(CERT, tls.cert, KEY, tls.key);
        if (usable && (tls.cert.isEmpty() || tls.key.isEmpty())) {
            reader.reject(GROUP, "cert and key belong together; set both or none");
        }
        return Optional.of(tls);
    }

    /**
     * Reads both files. Blocks.
     *
     * @param reject takes a setting, and what is wrong with its file
     * @return empty if they cannot be used
     */
    public Optional<PemPair> load(BiConsumer<String, String> reject) {
        return new PemFiles(reject).pair(CERT, cert, KEY, key);
    }
}
