package io.polyloop.plugin;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * An optional part of the service that deploys verticles by names with a prefix of its own, such as {@code
 * language:file}. The service finds it with {@link ServiceLoader}; to remove it, delete its package, its settings and its
 * dependencies. Has no state: {@link #start} returns what runs on a node.
 */
public interface VerticlePlugin {

    /** The plug-ins on the classpath. */
    static List<VerticlePlugin> all() {
        return ServiceLoader.load(VerticlePlugin.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /** The group of its settings, such as {@code scripts}, which also names its state in {@code /readyz}. */
    String group();

    /**
     * Checks its settings.
     *
     * @param settings all settings by key, such as {@code scripts.reload}
     * @param errors gets one entry for each invalid setting: the key, what is wrong, and what to do
     */
    void check(Map<String, Object> settings, List<String> errors);

    /** The folders below {@code src/main} from which it reads sources at run time: their changes need no build. */
    List<String> sourceFolders();

    /** Settings, in place of the defaults, with which it reads from these folders and applies every change. */
    Map<String, Object> developmentSettings(List<Path> folders);

    /**
     * Starts on a node.
     *
     * @param settings its own settings, which {@link #check} accepted
     * @param tooManyStuck runs on any thread when only a restart helps the node; must not block
     */
    Deployer start(Vertx vertx, Map<String, Object> settings, MeterRegistry registry, Runnable tooManyStuck);

    /** Deploys verticles on one node. */
    interface Deployer {

        /** The prefixes of the names that it deploys, without the colon. */
        Set<String> prefixes();

        /**
         * Deploys a verticle and returns its deployment id. Fails with what is wrong, where, and what to do.
         *
         * @param maxHandlerTime after which a handler is interrupted; null for the setting
         */
        Future<String> deploy(String name, DeploymentOptions options, Duration maxHandlerTime);

        /** Completes undeployments that take longer than {@code limit} from now without waiting for the verticles. */
        void limitUndeployment(Duration limit);

        /** The state of the verticles, for people to read. Safe to call from any thread. */
        JsonObject state();
    }
}
