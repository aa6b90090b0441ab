package io.polyloop.polyglot;

import io.micrometer.core.instrument.MeterRegistry;
import io.polyloop.config.ConfiguredClass;
import io.polyloop.plugin.VerticlePlugin;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.spi.VerticleFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Deploys scripts in the languages of {@code scripts.languages}, each under a {@link Supervisor}. */
final class ScriptDeployer implements VerticlePlugin.Deployer {
    private final Map<String, VerticleFactory> factories;
    private final Supervisors supervisors;

    ScriptDeployer(Vertx vertx, ScriptSettings settings, MeterRegistry registry, Runnable tooManyStuck) {
        ScriptOptions options =
                new ScriptOptions(ScriptFolder.of(settings.dirs()), settings.maxHandlerTime(), settings.fetch());
        factories = settings.languages().stream()
                .map(name -> ConfiguredClass.newInstance("scripts.languages", name, Language.class))
                .map(language -> language.factory(options))
                .collect(Collectors.toMap(VerticleFactory::prefix, Function.identity()));
        factories.values().forEach(vertx::registerVerticleFactory);
        supervisors = new Supervisors(vertx, settings, registry, tooManyStuck);
    }

    @Override
    public Set<String> prefixes() {
        return factories.keySet();
    }

    @Override
    public Future<String> deploy(String name, DeploymentOptions options, Duration maxHandlerTime) {
        VerticleFactory factory = factories.get(name.substring(0, name.indexOf(':')));
        options.setConfig(ScriptLimits.put(options.getConfig(), maxHandlerTime));
        return supervisors.deploy(name, factory, options);
    }

    @Override
    public void limitUndeployment(Duration limit) {
        supervisors.limitUndeployment(limit);
    }

    @Override
    public JsonObject state() {
        return supervisors.state();
    }
}
