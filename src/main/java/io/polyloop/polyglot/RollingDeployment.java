package io.polyloop.polyglot;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/**
 * Replaces the deployment of a script without a gap: the new one is deployed before the old one is undeployed, so that
 * every message has a consumer. If the new one fails to start, the old one stays. Used on the supervisor's context.
 */
final class RollingDeployment {
    private final Vertx vertx;
    private final DeploymentOptions options;
    // context only
    private String deployment;
    private Future<Void> undeploying = Future.succeededFuture();
    private boolean inProgress;

    RollingDeployment(Vertx vertx, DeploymentOptions options) {
        this.vertx = vertx;
        this.options = options;
    }

    /** Deploys the instances, then undeploys the previous deployment. Fails if the deployment fails. */
    Future<Void> deploy(Future<Supplier<Deployable>> instances) {
        inProgress = true;
        return instances
                .compose(instance -> vertx.deployVerticle(instance, options))
                .onComplete(done -> inProgress = false)
                .map(this::replace);
    }

    boolean isInProgress() {
        return inProgress;
    }

    /** Completes when all replaced deployments are undeployed. Never fails. */
    Future<Void> replacedUndeployed() {
        return undeploying;
    }

    private Void replace(String id) {
        if (deployment != null) {
            // Not waited for: the answers it still owes can take long, and the next change must not wait.
            undeploying = Future.join(undeploying, vertx.undeploy(deployment))
                    .otherwiseEmpty()
                    .mapEmpty();
        }
        deployment = id;
        return null;
    }
}
