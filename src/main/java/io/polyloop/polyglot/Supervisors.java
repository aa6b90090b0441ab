package io.polyloop.polyglot;

import io.micrometer.core.instrument.MeterRegistry;
import io.polyloop.config.ScriptSettings;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.spi.VerticleFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The scripts of a node, each with its {@link Supervisor}. */
public final class Supervisors {
    private final Vertx vertx;
    private final ScriptSettings settings;
    private final MeterRegistry registry;
    private final List<Supervisor> supervisors = new CopyOnWriteArrayList<>();

    public Supervisors(Vertx vertx, ScriptSettings settings, MeterRegistry registry) {
        this.vertx = vertx;
        this.settings = settings;
        this.registry = registry;
    }

    /** Deploys a script under a supervisor, which the id is of. Fails if the script cannot start. */
    public Future<String> deploy(String name, VerticleFactory factory, DeploymentOptions options) {
        ScriptMeters meters = new ScriptMeters(registry, factory.prefix(), name);
        Supervisor supervisor = new Supervisor(name, factory, options, settings, meters);
        supervisors.add(supervisor);
        return vertx.deployVerticle(supervisor);
    }

    /** What each of them says of itself, as {@code {verticles: […]}}. Safe to call from any thread. */
    public JsonObject state() {
        JsonArray states = new JsonArray();
        supervisors.forEach(supervisor -> states.add(supervisor.state()));
        return JsonObject.of("verticles", states);
    }
}
