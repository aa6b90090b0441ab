package io.polyloop;

import io.micrometer.core.instrument.MeterRegistry;
import io.polyloop.config.FetchSettings;
import io.polyloop.config.ScriptSettings;
import io.polyloop.config.Settings;
import io.polyloop.config.VerticleSettings;
import io.polyloop.gateway.GatewayRoutes;
import io.polyloop.gateway.UnservedRoutes;
import io.polyloop.polyglot.FetchRules;
import io.polyloop.polyglot.Language;
import io.polyloop.polyglot.ScriptFolder;
import io.polyloop.polyglot.ScriptLimits;
import io.polyloop.polyglot.ScriptOptions;
import io.polyloop.polyglot.Supervisors;
import io.polyloop.polyglot.Verticles;
import io.polyloop.web.Routes;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.spi.VerticleFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the settings add to the service: verticles and routes of the samples and of a fork. */
final class Extensions {
    private final Vertx vertx;
    private final Settings settings;
    private final List<Language> languages;
    private final Map<String, VerticleFactory> factories;
    private final Supervisors scripts;

    /** @param stuck run when too many scripts are stuck; it must not block */
    Extensions(Vertx vertx, Settings settings, MeterRegistry registry, Runnable stuck) {
        this.vertx = vertx;
        this.settings = settings;
        languages = settings.scripts().languages().stream()
                .map(name -> instance("scripts.languages", name, Language.class))
                .toList();
        factories = factories().collect(Collectors.toMap(VerticleFactory::prefix, Function.identity()));
        factories.values().forEach(vertx::registerVerticleFactory);
        scripts = new Supervisors(vertx, settings.scripts(), registry, stuck);
        if (!settings.http().routes().contains(GatewayRoutes.class.getName())) {
            UnservedRoutes.watch(vertx);
        }
    }

    /** New instances of the classes under {@code http.routes}, for one web verticle. */
    List<Routes> routes() {
        return settings.http().routes().stream()
                .map(name -> instance("http.routes", name, Routes.class))
                .toList();
    }

    /** Deploys one entry of {@code verticles}; a failure names the entry and the remedy. */
    Future<String> deploy(VerticleSettings verticle) {
        DeploymentOptions options = new DeploymentOptions()
                .setInstances(verticle.instances())
                .setConfig(ScriptLimits.put(verticle.config(), verticle.maxHandlerTime()))
                .setThreadingModel(verticle.threading());
        return deploy(verticle, options)
                .recover(failure -> Future.failedFuture(new IllegalStateException(
                        "verticle " + verticle.name() + " failed to start; fix it, or remove it from verticles in"
                                + " conf/polyloop.yaml",
                        failure)));
    }

    private Future<String> deploy(VerticleSettings verticle, DeploymentOptions options) {
        VerticleFactory language = factories.get(verticle.language());
        return language == null
                ? Verticles.deploy(vertx, verticle.name(), options, prefixes())
                : scripts.deploy(verticle.name(), language, options);
    }

    /** Limits the wait for scripts to {@code share}. Call it before they are undeployed. */
    void endWithin(Duration share) {
        scripts.limitUndeployment(share);
    }

    /** The state of the scripts for {@code /readyz}; empty without scripts. */
    Optional<Supplier<JsonObject>> scripts() {
        return factories.isEmpty() ? Optional.empty() : Optional.of(scripts::state);
    }

    /** Only for the languages in use: an unused engine costs nothing. */
    private Stream<VerticleFactory> factories() {
        ScriptSettings scripts = settings.scripts();
        FetchSettings allowed = scripts.fetch();
        FetchRules fetch =
                new FetchRules(allowed.origins(), allowed.maxBody(), allowed.timeout(), allowed.maxConcurrent());
        ScriptOptions scripting = new ScriptOptions(ScriptFolder.of(scripts.dirs()), scripts.maxHandlerTime(), fetch);
        Set<String> used =
                settings.verticles().stream().map(VerticleSettings::language).collect(Collectors.toSet());
        return languages.stream()
                .filter(language -> used.contains(language.prefix()))
                .map(language -> language.factory(scripting));
    }

    private List<String> prefixes() {
        return languages.stream().map(Language::prefix).toList();
    }

    private static <T> T instance(String key, String className, Class<T> type) {
        try {
            return type.cast(Class.forName(className).getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException | LinkageError | ClassCastException unusable) {
            throw new IllegalStateException(
                    className + " under " + key + " is not a class that implements " + type.getName()
                            + " and has a constructor without arguments; fix it, or remove it from"
                            + " conf/polyloop.yaml",
                    unusable);
        }
    }
}
