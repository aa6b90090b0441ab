package io.polyloop.bus;

import io.polyloop.topic.ProblemException;
import io.polyloop.verticle.Failures;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the credentials of the journal to the {@link CredentialClient}s of its node. */
public final class CredentialEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(CredentialEndpoint.class);

    private final Vertx vertx;
    private final NodeCredentials credentials;

    public CredentialEndpoint(Vertx vertx, NodeCredentials credentials) {
        this.vertx = vertx;
        this.credentials = credentials;
    }

    /** Registers the consumer on the caller's context; completes when it is registered. */
    public Future<Void> listen() {
        return vertx.eventBus()
                .<CredentialClient.Command<?>>localConsumer(Addresses.JOURNAL_CREDENTIALS, this::handle)
                .completion();
    }

    private void handle(Message<CredentialClient.Command<?>> request) {
        Future.succeededFuture(credentials)
                .compose(request.body()::run)
                .onSuccess(answer -> request.reply(answer, LocalCodec.options()))
                .onFailure(failure -> refuse(request, failure));
    }

    private static void refuse(Message<?> request, Throwable failure) {
        if (!(failure instanceof ProblemException)) {
            LOG.error("a command for credentials failed", failure);
        }
        Failures.reply(request, failure);
    }
}
