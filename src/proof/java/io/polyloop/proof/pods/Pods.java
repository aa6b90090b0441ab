package io.polyloop.proof.pods;

import io.polyloop.fixture.engine.Certificate;
import io.polyloop.proof.local.LocalDatabase;
import io.polyloop.proof.local.NetworkNamespaces;
import io.polyloop.proof.local.NodeEnvironment;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Nodes as the pods of {@code k8s/overlays/cluster}: with its environment, its settings file and its Secrets at their
 * paths, those that the commands of {@code docs/kubernetes.md} create. Each has a network namespace and the ports of a
 * pod. The database accepts them by TLS and password alone.
 */
public final class Pods implements NodeEnvironment {
    private static final String OVERLAY = "k8s/overlays/cluster";
    private static final Pattern HEAP_SHARE = Pattern.compile("-XX:MaxRAMPercentage=(\\d+)");
    private static final Pattern MEMORY = Pattern.compile("(\\d+)([GM])i");

    private final NetworkNamespaces network;
    private final PodTemplate template;
    private final Secrets secrets;
    private final Path conf;
    private final Map<String, Path> mounts = new LinkedHashMap<>();

    private Pods(NetworkNamespaces network, PodTemplate template, Secrets secrets, Path folder) throws IOException {
        this.network = network;
        this.template = template;
        this.secrets = secrets;
        this.conf = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(conf.resolve("local.yaml"), template.conf());
        for (Map.Entry<String, JsonObject> mount : template.secretMounts().entrySet()) {
            Path files = folder.resolve("mounts" + mount.getKey());
            secrets.mount(mount.getValue(), files);
            mounts.put(mount.getKey(), files);
        }
    }

    /** @param folder for certificates, keys and what the pods mount */
    public static Pods create(NetworkNamespaces network, LocalDatabase database, Path folder) throws IOException {
        Certificate certificate = Certificate.create(Files.createDirectories(folder), "ip:" + NetworkNamespaces.HOST);
        String password = UUID.randomUUID().toString();
        Secrets secrets = Secrets.create(
                folder.resolve("secrets"),
                Map.of(
                        "the password",
                        password,
                        "/path/to/ca.crt",
                        certificate.pem().toString(),
                        "db.example.com:5432",
                        NetworkNamespaces.HOST + ":" + database.port()));
        database.secure("polyloop", password, NetworkNamespaces.NETWORK, certificate);
        return new Pods(network, PodTemplate.render(OVERLAY), secrets, folder);
    }

    /** The network of the pods. */
    public NetworkNamespaces network() {
        return network;
    }

    /** What a client of the pods presents. */
    public String serviceKey() {
        return secrets.serviceKey();
    }

    /** Those of the image, with the heap that it gives to Java in a container of the pod's memory. */
    public List<String> jvmOptions() throws IOException {
        return List.of("-XX:+ExitOnOutOfMemoryError", "-Xmx" + megabytes(template.memory()) * heapShare() / 100 + "m");
    }

    private static long megabytes(String limit) {
        Matcher memory = MEMORY.matcher(limit);
        if (!memory.matches()) {
            throw new IllegalStateException(OVERLAY + ": the memory " + limit + " is not in Mi or Gi");
        }
        return Long.parseLong(memory.group(1)) * (memory.group(2).equals("G") ? 1024 : 1);
    }

    private static long heapShare() throws IOException {
        Matcher share = HEAP_SHARE.matcher(Files.readString(Path.of("Dockerfile")));
        if (!share.find()) {
            throw new IllegalStateException("Dockerfile sets no MaxRAMPercentage");
        }
        return Long.parseLong(share.group(1));
    }

    @Override
    public URI http(int index) {
        return network.http(index);
    }

    @Override
    public URI management(int index) {
        return network.management(index);
    }

    /** A namespace of {@code ip netns exec} has its own mounts, too. */
    @Override
    public List<String> command(int index, List<String> command) {
        StringBuilder script = new StringBuilder("set -e; mount -t tmpfs none /run; ");
        mounts.forEach(
                (path, files) -> script.append("mkdir -p '%1$s'; mount --bind '%2$s' '%1$s'; ".formatted(path, files)));
        List<String> mounted = new ArrayList<>(List.of("sh", "-c", script + "exec \"$@\"", "pod"));
        mounted.addAll(command);
        return network.command(index, mounted);
    }

    @Override
    public Map<String, String> settings(int index, int count) {
        Map<String, String> variables = template.environment(network.http(index).getHost(), secrets);
        variables.put("POLYLOOP_CONF", conf.toString());
        return variables;
    }
}
