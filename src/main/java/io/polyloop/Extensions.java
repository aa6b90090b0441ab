package io.polyloop;

import io.micrometer.core.instrument.MeterRegistry;
import io.polyloop.config.ConfiguredClass;
import io.polyloop.config.Settings;
import io.polyloop.config.VerticleSettings;
import io.polyloop.gateway.GatewayRoutes;
import io.polyloop.gateway.UnservedRoutes;
import io.polyloop.plugin.VerticlePlugin;
import io.polyloop.route.Routes;
import io.polyloop.settings.Sections;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the settings add to the service: verticles and routes. */
final class Extensions {
    private final Vertx vertx;
    private final Settings settings;
    private final Map<String, VerticlePlugin.Deployer> plugins = new TreeMap<>();

    /** @param tooManyStuck runs when only a restart helps the node; must not block */
    Extensions(Vertx vertx, Settings settings, MeterRegistry registry, Runnable tooManyStuck) {
        this.vertx = vertx;
        this.settings = settings;
        vertx.sharedData()
                .<String, JsonObject>getLocalMap(Sections.MAP)
                .putAll(settings.app().sections());
        VerticlePlugin.all()
                .forEach(plugin ->
                        plugins.put(plugin.group(), plugin.start(vertx, settings.plugins(), registry, tooManyStuck)));
        if (!settings.http().routes().contains(GatewayRoutes.class.getName())) {
            UnservedRoutes.watch(vertx);
        }
    }

    /** New instances of the classes under {@code http.routes}, for one web verticle. */
    List<Routes> routes() {
        return settings.http().routes().stream().map(this::routes).toList();
    }

    private Routes routes(String className) {
        return className.equals(GatewayRoutes.class.getName())
                ? new GatewayRoutes(settings.limits().body(), settings.limits().values(), settings.gateway())
                : ConfiguredClass.newInstance("http.routes", className, Routes.class);
    }

    /** Deploys one entry of {@code verticles}; a failure names the entry and the remedy. */
    Future<String> deploy(VerticleSettings verticle) {
        DeploymentOptions options = new DeploymentOptions()
                .setInstances(verticle.instances())
                .setConfig(verticle.config())
                .setThreadingModel(verticle.threading());
        return deploy(verticle, options)
                .recover(failure -> Future.failedFuture(new IllegalStateException(
                        "verticle " + verticle.name() + " failed to start; fix it, or switch it off with"
                                + " enabled: false under verticles in conf/local.yaml",
                        failure)));
    }

    private Future<String> deploy(VerticleSettings verticle, DeploymentOptions options) {
        return plugins.values().stream()
                .filter(plugin -> plugin.prefixes().contains(verticle.language()))
                .findFirst()
                .map(plugin -> plugin.deploy(verticle.name(), options, verticle.maxHandlerTime()))
                .orElseGet(() -> deployClass(verticle.name(), options));
    }

    // Vert.x takes a name with an unknown prefix for a class, and its ClassNotFoundException does not say what to do.
    private Future<String> deployClass(String name, DeploymentOptions options) {
        return vertx.deployVerticle(name, options)
                .recover(failure -> Future.failedFuture(
                        failure instanceof ClassNotFoundException
                                ? new IllegalArgumentException(notFound(name), failure)
                                : failure));
    }

    private String notFound(String name) {
        String prefixes = plugins.values().stream()
                .flatMap(plugin -> plugin.prefixes().stream())
                .sorted()
                .map(prefix -> prefix + ":")
                .collect(Collectors.joining(", "));
        return "unknown verticle " + name + "; write the full name of a class, such as"
                + " com.example.Orders"
                + (prefixes.isEmpty() ? "" : ", or a script with one of the prefixes " + prefixes)
                + (plugins.isEmpty() ? "" : ". scripts.languages in conf/polyloop.yaml lists the languages");
    }

    /** Limits the wait for scripts to {@code limit}. Call it before they are undeployed. */
    void limitUndeployment(Duration limit) {
        plugins.values().forEach(plugin -> plugin.limitUndeployment(limit));
    }

    /** The states of the plug-ins in use, by name, for {@code /readyz}. */
    Map<String, Supplier<JsonObject>> states() {
        Set<String> used =
                settings.verticles().stream().map(VerticleSettings::language).collect(Collectors.toSet());
        Map<String, Supplier<JsonObject>> states = new TreeMap<>();
        plugins.forEach((name, plugin) -> {
            if (plugin.prefixes().stream().anyMatch(used::contains)) {
                states.put(name, plugin::state);
            }
        });
        return states;
    }
}
