package io.polyloop.auth.token;

import io.polyloop.auth.Secret;
import io.polyloop.config.YamlFile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code auth.keys-file}: reads and changes it. Blocks. */
public final class ServiceKeyFile {
    /** Two, so that a client can change over from one to the other. */
    private static final int MAX_ACTIVE = 2;

    private static final int ID_BYTES = 6;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String HEADER =
            """
            # Service keys. `java -jar polyloop.jar key create|list|remove` changes this file; nodes read it when it changes.
            # The keys themselves are not here, only their SHA-256.
            """;

    private final Path path;

    public ServiceKeyFile(Path path) {
        this.path = path;
    }

    /** Reads a file by id. Fails with {@link IllegalArgumentException}, whose message says what is wrong. */
    static Map<String, ServiceKey> parse(byte[] content) {
        List<String> errors = new ArrayList<>();
        JsonObject root = new YamlFile("", errors).read(content);
        Map<String, ServiceKey> keys = new LinkedHashMap<>();
        Object entries = root.getValue("keys", new JsonArray());
        if (!(entries instanceof JsonArray) || !root.fieldNames().stream().allMatch("keys"::equals)) {
            errors.add("expected a list `keys` and nothing else");
        } else {
            for (Object item : (JsonArray) entries) {
                ServiceKey key = ServiceKeyEntry.read(item, errors);
                if (key != null && keys.put(key.id(), key) != null) {
                    errors.add("the id " + key.id() + " appears twice");
                }
            }
        }
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(
                    errors.stream().map(error -> error.replaceFirst("^: ", "")).collect(Collectors.joining("; ")));
        }
        return keys;
    }

    /** The keys in the order of the file; empty if there is no file. Fails as {@link #create} does. */
    public List<ServiceKey> keys() {
        try {
            return Files.exists(path)
                    ? List.copyOf(parse(Files.readAllBytes(path)).values())
                    : List.of();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (IllegalArgumentException invalid) {
            throw new IllegalArgumentException(path + ": " + invalid.getMessage());
        }
    }

    /**
     * Adds a key, and returns it: it is stored nowhere. Fails with {@link IllegalArgumentException} if the file or an
     * argument is not valid, or the name has two active keys already.
     *
     * @param tenant null for none
     * @param validity null for ever
     */
    public String create(String name, String tenant, JsonObject claims, Duration validity) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<ServiceKey> keys = new ArrayList<>(keys());
        List<String> active = keys.stream()
                .filter(key -> key.name().equals(name) && key.isActive(now))
                .map(ServiceKey::id)
                .toList();
        if (active.size() >= MAX_ACTIVE) {
            throw new IllegalArgumentException(name + " has " + active.size() + " active keys, " + active
                    + "; remove the older one first: key remove " + active.get(0));
        }
        String id = HexFormat.of().formatHex(randomId());
        String key = ServiceKeys.PREFIX + id + "_" + Secret.random();
        String hash = HexFormat.of().formatHex(Secret.sha256(key));
        Instant end = validity == null ? null : now.plus(validity);
        keys.add(new ServiceKey(id, name, hash, now, end, tenant, claims));
        write(keys);
        return key;
    }

    /** Removes a key, and returns whether there was one of this id. Fails as {@link #create} does. */
    public boolean remove(String id) {
        List<ServiceKey> keys = new ArrayList<>(keys());
        boolean found = keys.removeIf(key -> key.id().equals(id));
        if (found) {
            write(keys);
        }
        return found;
    }

    private void write(List<ServiceKey> keys) {
        String entries = keys.stream()
                .map(key -> "  - " + ServiceKeyEntry.write(key).encode() + "\n")
                .collect(Collectors.joining());
        String content = HEADER + (keys.isEmpty() ? "keys: []\n" : "keys:\n" + entries);
        // An entry that could not be read again would lock out every client at the next reload.
        parse(content.getBytes(StandardCharsets.UTF_8));
        try {
            new PrivateFile(path).replace(content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static byte[] randomId() {
        byte[] random = new byte[ID_BYTES];
        RANDOM.nextBytes(random);
        return random;
    }
}
