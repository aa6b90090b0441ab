package io.polyloop;

import io.polyloop.config.ScriptSettings;
import io.polyloop.config.Settings;
import io.polyloop.config.VerticleSettings;
import io.polyloop.polyglot.JsVerticleFactory;
import io.polyloop.polyglot.Verticles;
import io.polyloop.web.Routes;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;

/** What {@code conf/} adds to the service: the samples, and a fork's own verticles and routes. */
final class Extensions {
    private final Vertx vertx;
    private final Settings settings;

    Extensions(Vertx vertx, Settings settings) {
        this.vertx = vertx;
        this.settings = settings;
        boolean scripts = settings.verticles().stream()
                .anyMatch(verticle -> verticle.language().equals("js"));
        if (scripts) {
            vertx.registerVerticleFactory(scriptFactory(settings.scripts()));
        }
    }

    /** New instances of the classes under {@code http.routes}, for one web verticle. */
    List<Routes> routes() {
        return settings.http().routes().stream().map(Extensions::routes).toList();
    }

    /** Deploys one entry of {@code verticles}; fails with the entry's name and what to do. */
    Future<String> deploy(VerticleSettings verticle) {
        DeploymentOptions options = new DeploymentOptions()
                .setInstances(verticle.instances())
                .setConfig(verticle.config())
                .setThreadingModel(verticle.worker() ? ThreadingModel.WORKER : ThreadingModel.EVENT_LOOP);
        return Verticles.deploy(vertx, verticle.name(), options)
                .recover(failure -> Future.failedFuture(new IllegalStateException(
                        "the verticle " + verticle.name() + " did not start: mend it, or remove it from verticles in"
                                + " conf/polyloop.yaml",
                        failure)));
    }

    private static JsVerticleFactory scriptFactory(ScriptSettings scripts) {
        Path folder = scripts.dir().isEmpty() ? null : Path.of(scripts.dir());
        return new JsVerticleFactory(folder, scripts.maxHandlerTime());
    }

    private static Routes routes(String className) {
        try {
            return (Routes) Class.forName(className).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | ClassCastException unusable) {
            throw new IllegalStateException(
                    className + " under http.routes is not a class that implements " + Routes.class.getName()
                            + " and has a constructor without arguments: mend it, or remove it from"
                            + " conf/polyloop.yaml",
                    unusable);
        }
    }
}
