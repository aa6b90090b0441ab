package io.polyloop.live;

import io.polyloop.bus.Addresses;
import io.polyloop.bus.Erased;
import io.polyloop.config.LiveSettings;
import io.polyloop.internals.AfterIoExecutor;
import io.polyloop.topic.Journal;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;

/** The live subscriptions of one event loop. Everything in it runs on that loop, so it needs no lock. */
public final class Hub {
    private final Vertx vertx;
    private final LiveSettings settings;
    private final LiveMetrics metrics;
    private final SubscriberCounts counts;
    private final FrameBatchCache batches;
    private final LoopContext loop;
    // event loop only
    private final Map<TopicName, TopicFanOut> fanOuts = new HashMap<>();
    private final Repair repair;

    public Hub(Vertx vertx, Journal journal, LiveSettings settings, LiveMetrics metrics, SubscriberCounts subscribers) {
        this.vertx = vertx;
        this.settings = settings;
        this.metrics = metrics;
        this.counts = subscribers;
        this.batches = new FrameBatchCache(settings.frameBatch());
        this.repair = new Repair(journal, fanOuts);
        CatchUpScheduler turns = new CatchUpScheduler(settings.frameBatch(), new AfterIoExecutor(vertx));
        ReadScheduler reads = new ReadScheduler(journal, settings.page(), metrics, turns);
        FanOutScheduler feeder = new FanOutScheduler(task -> vertx.runOnContext(turn -> task.run()));
        TailBudget tail = new TailBudget(settings.tail());
        this.loop = new LoopContext(metrics, tail, batches, feeder::add, reads, turns, repair::checkSoon);
    }

    /** Begins to hear news on the caller's event loop; ready once the future completes. */
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

    /** Subscribes; the subscriber is told once nothing can be missed any more, or why it is refused. */
    public Subscription subscribe(TopicName topic, ReadFrom start, OnSlow onSlow, Subscriber subscriber) {
        TopicFanOut fanOut = fanOuts.computeIfAbsent(topic, this::open);
        Subscription subscription =
                new Subscription(fanOut, start, onSlow, subscriber, settings.maxLag(), () -> count(topic, -1));
        count(topic, 1);
        fanOut.add(subscription);
        return subscription;
    }

    /** Lets go of memory that no garbage collector would find. Nothing is fed afterwards. */
    public void close() {
        batches.clear();
    }

    private TopicFanOut open(TopicName topic) {
        return new TopicFanOut(topic, loop, () -> fanOuts.remove(topic));
    }

    private void count(TopicName topic, int change) {
        metrics.subscriptions(change);
        counts.add(topic, change);
    }

    private void onErased(Erased erased) {
        TopicFanOut fanOut = fanOuts.get(erased.topic());
        if (fanOut != null) {
            fanOut.onErased(erased.epoch(), erased.through());
        }
    }

    private void onNews(EncodedNews news) {
        repair.onNews(news.number());
        news.byTopic().forEach((topic, messages) -> {
            TopicFanOut fanOut = fanOuts.get(topic);
            if (fanOut != null) {
                fanOut.onNews(news.epoch(), messages);
            }
        });
    }
}
