package io.polyloop.live;

import io.polyloop.bus.Addresses;
import io.polyloop.bus.Erased;
import io.polyloop.bus.ReplayJournal;
import io.polyloop.config.LiveSettings;
import io.polyloop.internals.AfterIoExecutor;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;

/** The subscriptions of one event loop. Everything in it runs on that loop, so it needs no lock. */
public final class Hub {
    private final Vertx vertx;
    private final LiveSettings settings;
    private final LoopContext loop;
    private final ReadScheduler reads;
    // event loop only
    private final Map<TopicName, TopicFanOut> fanOuts = new HashMap<>();
    private final Repair repair;

    public Hub(
            Vertx vertx, ReplayJournal journal, LiveSettings settings, LiveMetrics metrics, SubscriberCounts counts) {
        this.vertx = vertx;
        this.settings = settings;
        this.reads = new ReadScheduler(journal, settings.page(), metrics);
        this.repair = new Repair(journal, fanOuts);
        this.loop = new LoopContext(
                metrics,
                counts,
                new TailBudget(settings.tail()),
                new FrameBatchCache(settings.frameBatch()),
                new FanOutScheduler(task -> vertx.runOnContext(turn -> task.run())),
                new CatchUpScheduler(settings.frameBatch(), new AfterIoExecutor(vertx)),
                settings.maxLag());
    }

    /** Starts to receive news on the caller's event loop; completes once the hub is registered for it. */
    public Future<Void> start() {
        vertx.setPeriodic(Math.max(1, settings.repairInterval().toMillis() / Repair.SLICES), tick -> repair.tick());
        return Future.all(
                        vertx.eventBus()
                                .<EncodedNews>localConsumer(Addresses.NEWS_RECEIVED, news -> onNews(news.body()))
                                .completion(),
                        vertx.eventBus()
                                .<Erased>localConsumer(Addresses.ERASURE_RECEIVED, news -> onErased(news.body()))
                                .completion())
                .mapEmpty();
    }

    /**
     * Subscribes. The subscriber is notified once no message from {@code start} on can be missed, or once the
     * subscription is refused; both may happen before this returns.
     */
    public Subscription subscribe(TopicName topic, ReadFrom start, OnSlow onSlow, Subscriber subscriber) {
        return fanOuts.computeIfAbsent(topic, this::open).subscribe(start, onSlow, subscriber);
    }

    /** Releases memory that is not the garbage collector's. Nothing is delivered afterwards. */
    public void close() {
        loop.batches().clear();
    }

    private TopicFanOut open(TopicName topic) {
        return new TopicFanOut(topic, loop, reads, repair::requestCheck, () -> fanOuts.remove(topic));
    }

    private void onErased(Erased erased) {
        TopicFanOut fanOut = fanOuts.get(erased.topic());
        if (fanOut != null) {
            fanOut.onErased(erased.epoch(), erased.through());
        }
    }

    private void onNews(EncodedNews news) {
        repair.onNews(news.number());
        loop.metrics().newsReceived(news.committedAt());
        news.byTopic().forEach((topic, messages) -> {
            TopicFanOut fanOut = fanOuts.get(topic);
            if (fanOut != null) {
                fanOut.onNews(news.epoch(), messages);
            }
        });
    }
}
