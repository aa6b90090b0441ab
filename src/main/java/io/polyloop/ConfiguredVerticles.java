package io.polyloop;

import io.polyloop.config.VerticleSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The deployments of the setting {@code verticles}. */
final class ConfiguredVerticles {
    private final Vertx vertx;
    private final Extensions extensions;
    private final Map<String, String> deployed = new ConcurrentHashMap<>(); // names by deployment id

    ConfiguredVerticles(Vertx vertx, Extensions extensions) {
        this.vertx = vertx;
        this.extensions = extensions;
    }

    /** Tries all of them, so that one start reports every failure: the first one, with the others suppressed in it. */
    Future<Void> deploy(List<VerticleSettings> verticles) {
        List<Throwable> failures = new ArrayList<>();
        Future<Void> all = Future.succeededFuture();
        for (VerticleSettings verticle : verticles) {
            all = all.compose(v -> extensions.deploy(verticle))
                    .onSuccess(id -> deployed.put(id, verticle.name()))
                    .onFailure(failures::add)
                    .otherwiseEmpty()
                    .mapEmpty();
        }
        return all.compose(v -> failures.isEmpty() ? Future.succeededFuture() : Future.failedFuture(combine(failures)));
    }

    /**
     * Undeploys all of them at once: a slow one must not use up the time of the others.
     *
     * @param scriptTimeout how long to wait for scripts; a script can wait for an event that never comes
     */
    Future<?> undeploy(Duration scriptTimeout) {
        extensions.limitUndeployment(scriptTimeout);
        return Future.join(deployed.keySet().stream()
                .map(id -> vertx.undeploy(id).onComplete(v -> deployed.remove(id)))
                .toList());
    }

    /** The names of those that are deployed, for the log. */
    String names() {
        return deployed.values().stream().sorted().collect(Collectors.joining(", "));
    }

    private static Throwable combine(List<Throwable> failures) {
        Throwable first = failures.get(0);
        failures.stream().skip(1).forEach(first::addSuppressed);
        return first;
    }
}
