package io.polyloop.bench.peer;

import io.polyloop.Main;
import io.polyloop.bench.Peer;
import io.polyloop.bench.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The packaged service with default settings and a SQLite journal on disk. */
public final class PolyloopPeer implements Peer {
    private static final String NAME = "Polyloop";
    private static final Path JAR = Path.of("target", "polyloop.jar").toAbsolutePath();

    /** Environment variable: {@code target/polyloop.jar} of an earlier build, with {@code lib} beside it. */
    private static final String BASELINE_JAR = "BENCH_BASELINE";

    private final String name;
    private final Path jar;
    private final List<String> launch;
    private final Map<String, String> settings;

    public PolyloopPeer() {
        this(Map.of());
    }

    /** @param settings environment variables that override defaults */
    public PolyloopPeer(Map<String, String> settings) {
        this(NAME, settings);
    }

    /** @param settings environment variables that override defaults */
    public PolyloopPeer(String name, Map<String, String> settings) {
        this(name, JAR, settings, List.of("-jar", JAR.toString()));
    }

    private PolyloopPeer(String name, Path jar, Map<String, String> settings, List<String> launch) {
        this.name = name;
        this.jar = jar;
        this.settings = Map.copyOf(settings);
        this.launch = launch;
    }

    /** @param settings can name classes of this benchmark */
    public static PolyloopPeer extended(Map<String, String> settings) {
        return new PolyloopPeer(NAME, JAR, settings, List.of("-cp", JavaProcess.classPath(JAR), Main.class.getName()));
    }

    /** The earlier build whose jar {@code BENCH_BASELINE} names. */
    public static PolyloopPeer baseline() {
        Path jar = Path.of(System.getenv().getOrDefault(BASELINE_JAR, BASELINE_JAR + " is not set"))
                .toAbsolutePath();
        return new PolyloopPeer(NAME, jar, Map.of(), List.of("-jar", jar.toString()));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> unavailable() {
        return Files.exists(jar) ? Optional.empty() : Optional.of("no " + jar + ": ./mvnw package -DskipTests");
    }

    @Override
    public ServerProcess start(Path folder) throws IOException {
        int port = ServerProcess.freePort();
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("POLYLOOP_HTTP_PORT", String.valueOf(port));
        environment.put("POLYLOOP_MANAGEMENT_PORT", "0");
        environment.put("POLYLOOP_DATA_DIR", folder.resolve("data").toString());
        return JavaProcess.start(folder, port, environment, launch);
    }
}
