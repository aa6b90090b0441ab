package io.polyloop.live;

import io.polyloop.bus.Addresses;
import io.polyloop.bus.Erased;
import io.polyloop.bus.LocalCodec;
import io.polyloop.bus.News;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/**
 * The one consumer of {@code topic.appended} on a node, which hands the news to the hub of each event loop. One for
 * each hub or socket would put as many registrations into the cluster's shared map. Deployed once.
 */
public final class NewsVerticle extends VerticleBase {

    private final SubscriberCounts counts;

    /** @param subscribers of this node, for the other nodes to ask about */
    public NewsVerticle(SubscriberCounts subscribers) {
        this.counts = subscribers;
    }

    @Override
    public Future<?> start() {
        return Future.join(
                new Presence(vertx, counts, Set::of).listen(),
                vertx.eventBus()
                        .<JsonObject>consumer(Addresses.TOPIC_ERASED, news -> relay(Erased.of(news.body())))
                        .completion(),
                vertx.eventBus()
                        .<News>consumer(Addresses.TOPIC_APPENDED, news -> relay(news.body()))
                        .completion());
    }

    private void relay(Erased erased) {
        vertx.eventBus().publish(Addresses.ERASURE_RECEIVED, erased, LocalCodec.options());
    }

    private void relay(News news) {
        vertx.eventBus().publish(Addresses.NEWS_RECEIVED, EncodedNews.of(news), LocalCodec.options());
    }
}
