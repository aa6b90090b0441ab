package io.polyloop.polyglot;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/**
 * The one deployment of a script. A new one is deployed before the old one is undeployed, so that no message finds
 * no handler; if the new one cannot start, the old one stays. On its supervisor's context.
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

    /** Deploys these, and undeploys what ran so far. Fails as the deployment does. */
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

    /** Done when everything replaced so far is undeployed. Never fails. */
    Future<Void> replacedUndeployed() {
        return undeploying;
    }

    private Void replace(String id) {
        if (deployment != null) {
            // Not waited for: an answer that is still owed may take long, and the next change must not.
            undeploying = Future.join(undeploying, vertx.undeploy(deployment))
                    .otherwiseEmpty()
                    .mapEmpty();
        }
        deployment = id;
        return null;
    }
}
