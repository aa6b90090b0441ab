package io.polyloop.proof.chaos;

import io.polyloop.bus.Addresses;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.concurrent.ThreadLocalRandom;

/** Deployed into a node of a proof: loses a share of the news that reach it, as a bus is allowed to. */
public final class NewsDropper extends VerticleBase {
    /** The share that is lost, from 0 to 1, as a system property. */
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
