package io.polyloop.proof.pods;

import io.polyloop.proof.local.Command;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;

/**
 * The Secrets that the commands of {@code docs/kubernetes.md} create, without a cluster: {@code kubectl} prints them.
 *
 * @param data of each Secret by its name: the files by their names
 * @param serviceKey that the commands print
 */
record Secrets(Map<String, Map<String, byte[]>> data, String serviceKey) {
    private static final Path DOCUMENT = Path.of("docs/kubernetes.md");
    private static final Pattern SECTION = Pattern.compile("(?s)\n## 3\\. Secrets\n(.*?)\n## ");
    private static final Pattern COMMANDS = Pattern.compile("(?s)```sh\n(.*?)```");
    private static final Pattern SERVICE_KEY = Pattern.compile("plk_[a-z0-9]+_\\S+");
    /** The service is built when this runs. */
    private static final String PREPARATION =
            """
            set -euo pipefail
            mvn() { :; }
            kubectl() {
              [ "$1" != create ] || { command kubectl "$@" --dry-run=client -o yaml; echo ---; } >> '%s'
            }
            """;

    /**
     * Runs the commands.
     *
     * @param folder for what they write
     * @param values that replace those of the document, which has each of them
     */
    static Secrets create(Path folder, Map<String, String> values) throws IOException {
        Files.createDirectories(folder);
        Path printed = folder.resolve("secrets.yaml");
        Path script = Files.writeString(
                folder.resolve("create.sh"), PREPARATION.formatted(printed) + commands(folder, values));
        String output = String.join("\n", Command.run("bash", script.toString()));
        Matcher key = SERVICE_KEY.matcher(output);
        if (!key.find()) {
            throw new IllegalStateException(script + " printed no service key: " + output);
        }
        return new Secrets(read(Files.readString(printed)), key.group());
    }

    private static String commands(Path folder, Map<String, String> values) throws IOException {
        Matcher section = SECTION.matcher(Files.readString(DOCUMENT));
        if (!section.find()) {
            throw new IllegalStateException(DOCUMENT + " has no section Secrets");
        }
        String commands = COMMANDS.matcher(section.group(1))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining());
        Map<String, String> all = new HashMap<>(values);
        all.put("target/secrets", folder.toString());
        for (Map.Entry<String, String> value : all.entrySet()) {
            if (!commands.contains(value.getKey())) {
                throw new IllegalStateException("the commands of " + DOCUMENT + " do not contain " + value.getKey());
            }
            commands = commands.replace(value.getKey(), value.getValue());
        }
        return commands;
    }

    private static Map<String, Map<String, byte[]>> read(String manifests) {
        return StreamSupport.stream(new Yaml().loadAll(manifests).spliterator(), false)
                .filter(object -> object != null)
                .map(object -> new JsonObject(Json.encode(object)))
                .collect(Collectors.toMap(
                        secret -> secret.getJsonObject("metadata").getString("name"),
                        secret -> decode(secret.getJsonObject("data"))));
    }

    private static Map<String, byte[]> decode(JsonObject data) {
        return data.fieldNames().stream().collect(Collectors.toMap(name -> name, name -> Base64.getDecoder()
                .decode(data.getString(name))));
    }

    String text(String secret, String file) {
        return new String(file(secret, file), StandardCharsets.UTF_8);
    }

    private byte[] file(String secret, String file) {
        byte[] content = data.getOrDefault(secret, Map.of()).get(file);
        if (content == null) {
            throw new IllegalStateException(DOCUMENT + " creates no Secret " + secret + " with " + file);
        }
        return content;
    }

    /**
     * Writes the files of a volume, as the kubelet does: links to links, which it swaps when the Secret changes.
     *
     * @param volume its {@code secretName}, and with {@code items} the files that it has
     */
    void mount(JsonObject volume, Path folder) throws IOException {
        Path version = Files.createDirectories(folder.resolve("..1"));
        Files.createSymbolicLink(folder.resolve("..data"), version.getFileName());
        String secret = volume.getString("secretName");
        for (Map.Entry<String, String> item :
                items(secret, volume.getJsonArray("items")).entrySet()) {
            Path file = Files.write(version.resolve(item.getValue()), file(secret, item.getKey()));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
            Files.createSymbolicLink(folder.resolve(item.getValue()), Path.of("..data", item.getValue()));
        }
    }

    private Map<String, String> items(String secret, JsonArray items) {
        return items == null
                ? data.getOrDefault(secret, Map.of()).keySet().stream()
                        .collect(Collectors.toMap(name -> name, name -> name))
                : items.stream()
                        .map(JsonObject.class::cast)
                        .collect(Collectors.toMap(item -> item.getString("key"), item -> item.getString("path")));
    }
}
