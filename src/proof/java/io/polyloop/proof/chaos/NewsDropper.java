package io.polyloop.proof.chaos;

import io.polyloop.bus.Addresses;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.concurrent.ThreadLocalRandom;

/** A verticle of a node under test that drops a share of the news it receives, as the event bus may do. */
public final class NewsDropper extends VerticleBase {
    /** The system property that sets the share to drop, from 0 to 1. */
    static final String SHARE = "chaos.dropped";

    @Override
    public Future<?> start() {
        double share = Double.parseDouble(System.getProperty(SHARE));
        vertx.eventBus().<Object>addInboundInterceptor(delivery -> {
            boolean news = delivery.message().address().equals(Addresses.TOPIC_APPENDED);
            if (!news || ThreadLocalRandom.current().nextDouble() >= share) {
                delivery.next();
            }
        });
        return Future.succeededFuture();
    }
}
