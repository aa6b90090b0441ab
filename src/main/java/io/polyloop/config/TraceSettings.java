package io.polyloop.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Export of traces. {@code conf/polyloop.yaml} documents each setting under {@code traces}.
 *
 * @param endpoint the OTLP/HTTP address for traces; empty switches traces off
 * @param sampling the part of traces without a parent that are recorded, 0 to 1
 * @param queue spans that wait for their export
 * @param headers of each export request, such as a token
 * @param attributes of the resource, which all spans have
 */
public record TraceSettings(
        String endpoint,
        double sampling,
        int queue,
        Duration timeout,
        Map<String, String> headers,
        Map<String, String> attributes) {

    private static final Set<String> OWN_HEADERS =
            Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

    static TraceSettings read(SettingsReader reader) {
        TraceSettings settings = new TraceSettings(
                reader.text("traces.endpoint"),
                reader.decimal("traces.sampling", 0, 1),
                reader.number("traces.queue", 1, 1_000_000),
                reader.duration("traces.timeout", "100ms", "1m"),
                headers(reader),
                attributes(reader));
        if (settings.isOn() && !settings.endpoint().matches("https?://[^/@\\s]+(/\\S*)?")) {
            reader.reject(
                    "traces.endpoint",
                    "is invalid; expected an address such as http://127.0.0.1:4318/v1/traces, without a user or password");
        }
        return settings;
    }

    /** Whether spans are recorded. */
    public boolean isOn() {
        return !endpoint.isEmpty();
    }

    private static Map<String, String> attributes(SettingsReader reader) {
        String key = "traces.attributes";
        Map<String, String> attributes = reader.pairs(key);
        for (String name : attributes.keySet()) {
            if (!name.matches("[a-z][a-z0-9._-]*")) {
                reader.reject(key, "\"" + name + "\" is no name; expected one such as deployment.environment.name");
            }
        }
        return attributes;
    }

    private static Map<String, String> headers(SettingsReader reader) {
        String key = "traces.headers-file";
        String file = reader.text(key);
        Map<String, String> headers = new LinkedHashMap<>();
        if (file.isEmpty()) {
            return headers;
        }
        try {
            for (String line : Files.readAllLines(Path.of(file))) {
                String[] pair = line.split(":", 2);
                if (pair.length == 2 && isHeader(pair[0], pair[1].strip())) {
                    headers.put(pair[0], pair[1].strip());
                } else if (!line.isBlank()) {
                    reader.rejectValue(key, "expected a file with lines such as Authorization: Bearer …");
                }
            }
        } catch (IOException | InvalidPathException unreadable) {
            reader.rejectValue(key, "expected a UTF-8 file that this process can read");
        }
        return headers;
    }

    /** Whether the HTTP client sends it: of others it refuses each export, and a value must not be in the log. */
    private static boolean isHeader(String name, String value) {
        return name.matches("[A-Za-z0-9-]+")
                && !OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))
                && value.matches("[\\x20-\\x7e]*");
    }
}
