package io.polyloop;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.polyloop.auth.token.KeyFiles;
import io.polyloop.bus.NodeId; // part:traces
import io.polyloop.cluster.HazelcastCluster;
import io.polyloop.config.ClusterSettings;
import io.polyloop.config.Settings;
import io.polyloop.config.SettingsException;
import io.polyloop.config.SettingsLoader;
import io.polyloop.internals.VertxInternals;
import io.polyloop.journal.MigrationException;
import io.polyloop.journal.SchemaTooNewException;
import io.polyloop.log.LogLevels;
import io.polyloop.log.LogOutput;
import io.polyloop.ops.Meters;
import io.polyloop.ops.OutOfMemoryExit;
import io.polyloop.telemetry.Telemetry; // part:traces
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.micrometer.MicrometerMetricsFactory;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID; // part:traces
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;

/** Starts the process: settings, then Vert.x, local or clustered, then the node. Exits with an {@link ExitCode}. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        run(args, Map.of());
    }

    /** @param development defaults in place of those of production */
    static void run(String[] args, Map<String, Object> development) {
        configureLogging();
        OutOfMemoryExit.install(ExitCode.OUT_OF_MEMORY.number());
        shortenDnsCache();
        try {
            if (args.length > 0) {
                execute(List.of(args));
            } else {
                start(loadSettings(development, Main::faults));
            }
        } catch (SettingsException | SchemaTooNewException | MigrationException | Command.UsageException refused) {
            exit(ExitCode.INVALID_SETTINGS, refused.getMessage());
        } catch (RuntimeException | LinkageError failed) {
            String what = args.length > 0 ? args[0] + " failed: " : "Polyloop failed to start: ";
            exit(ExitCode.FAILED, what + FailureText.of(failed));
        }
    }

    private static List<String> faults(Settings settings) {
        return Stream.of(KeyFiles.faults(settings), SectionClasses.faults(settings))
                .flatMap(List::stream)
                .toList();
    }

    private static void execute(List<String> arguments) {
        Optional<String> about = Command.information(arguments);
        if (about.isPresent()) {
            System.out.println(about.get());
            return;
        }
        Command.Report report = Command.of(arguments).run(loadSettings(Map.of(), settings -> List.of()));
        System.out.println(report.output());
        if (!report.note().isEmpty()) {
            System.err.println(report.note());
        }
    }

    private static void start(Settings settings) {
        LogOutput.use(settings.log().format());
        LogLevels.ofProcess()
                .ifPresent(levels -> levels.configure(settings.log().levels()));
        PrometheusMeterRegistry registry = Meters.registry();
        Vertx vertx = await(createVertx(settings, registry));
        AtomicReference<Shutdown> shutdown = new AtomicReference<>();
        MainVerticle node =
                new MainVerticle(settings, registry, code -> shutdown.get().exit(code));
        shutdown.set(new Shutdown(vertx, node, settings.drainTimeout()));
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown.get(), "drain"));
        await(vertx.deployVerticle(node));
    }

    /** @param check what a node needs besides valid settings; a command can do without it */
    private static Settings loadSettings(Map<String, Object> development, Function<Settings, List<String>> check) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setFileSystemOptions(fileSystemOptions()));
        try {
            return await(new SettingsLoader(vertx, development, Map.of())
                    .checking(check)
                    .load());
        } finally {
            vertx.close();
        }
    }

    /** Creates the Vert.x instance of a node, local or clustered. */
    public static Future<Vertx> createVertx(Settings settings, PrometheusMeterRegistry registry) {
        return buildVertx(settings, registry).onSuccess(vertx -> VertxInternals.set(vertx, settings.vertxInternals()));
    }

    private static Future<Vertx> buildVertx(Settings settings, PrometheusMeterRegistry registry) {
        VertxOptions options = new VertxOptions()
                .setEventLoopPoolSize(settings.eventLoops())
                // Vert.x falls back to the JDK's transport where there is no native one.
                .setPreferNativeTransport(true)
                .setFileSystemOptions(fileSystemOptions())
                .setMetricsOptions(Meters.options());
        VertxBuilder builder = Vertx.builder().withMetrics(new MicrometerMetricsFactory(registry));
        // part:traces
        if (settings.traces().isOn()) {
            Telemetry telemetry = new Telemetry(settings.traces(), StartReport.version(), registry);
            return join(builder.withTracer(telemetry), options, settings, registry)
                    .onSuccess(vertx -> telemetry.start(vertx, NodeId.of(vertx).orElseGet(() -> UUID.randomUUID()
                            .toString())));
        }
        // end:traces
        return join(builder, options, settings, registry);
    }

    private static Future<Vertx> join(
            VertxBuilder builder, VertxOptions options, Settings settings, PrometheusMeterRegistry registry) {
        if (!settings.cluster().enabled()) {
            return Future.succeededFuture(builder.with(options).build());
        }
        ClusterSettings cluster = settings.cluster();
        Future<Vertx> joined = HazelcastCluster.join(builder, options, cluster, settings.vertxInternals(), registry);
        Future<Vertx> bound = PortErrors.explain(joined, "cluster.bus-port", cluster.host(), cluster.busPort());
        return PortErrors.explain(bound.recover(Main::unwrap), "cluster.port", cluster.host(), cluster.port());
    }

    /** Disables the copies of classpath resources, which a killed process leaves in the temporary directory. */
    private static FileSystemOptions fileSystemOptions() {
        return new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
    }

    /** The cluster manager wraps the system's error about its port. */
    private static Future<Vertx> unwrap(Throwable failure) {
        return Future.failedFuture(failure.getCause() instanceof BindException refused ? refused : failure);
    }

    /** Blocks the main thread, which has nothing else to do. */
    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    /** The addresses behind a name change as nodes join and leave; by default the JVM caches them for 30 s. */
    private static void shortenDnsCache() {
        Security.setProperty("networkaddress.cache.ttl", "5");
        Security.setProperty("networkaddress.cache.negative.ttl", "1");
    }

    private static void configureLogging() {
        Path own = Path.of("conf", "logback.xml");
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty(
                    "logback.configurationFile", Files.isRegularFile(own) ? own.toString() : "defaults/logback.xml");
        }
        LogOutput.install();
    }

    private static void exit(ExitCode code, String message) {
        LogOutput.printFailure(message);
        System.exit(code.number());
    }
}
