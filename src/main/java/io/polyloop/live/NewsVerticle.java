package io.polyloop.live;

import io.polyloop.bus.Addresses;
import io.polyloop.bus.Erased;
import io.polyloop.bus.LocalCodec;
import io.polyloop.bus.News;
import io.polyloop.trace.Span;
import io.polyloop.trace.Traces;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/**
 * The only consumer of {@code topics.appended} on a node, which relays the news to the hub of each event loop. A consumer
 * for each hub or connection would put as many registrations into the cluster's shared map. Deploy it once.
 */
public final class NewsVerticle extends VerticleBase {
    private final SubscriberCounts counts;
    private Traces traces;

    /** @param counts the subscriptions of this node, which other nodes query */
    public NewsVerticle(SubscriberCounts counts) {
        this.counts = counts;
    }

    @Override
    public Future<?> start() {
        traces = Traces.of(vertx);
        return Future.join(
                new Presence(vertx, counts, Set::of).listen(),
                vertx.eventBus()
                        .<JsonObject>consumer(Addresses.TOPIC_ERASED, news -> relay(Erased.of(news.body())))
                        .completion(),
                vertx.eventBus()
                        .<News>consumer(Addresses.TOPIC_APPENDED, this::relay)
                        .completion());
    }

    private void relay(Erased erased) {
        vertx.eventBus().publish(Addresses.ERASURE_RECEIVED, erased, LocalCodec.options());
    }

    private void relay(Message<News> message) {
        News news = message.body();
        Span span = traces.follow("deliver", News.contexts(message.headers()))
                .set("messaging.batch.message_count", news.messages().size());
        vertx.eventBus().publish(Addresses.NEWS_RECEIVED, EncodedNews.of(news), LocalCodec.options());
        span.end(true);
    }
}
