package io.polyloop.live;

import io.polyloop.bus.Addresses;
import io.polyloop.bus.Erased;
import io.polyloop.config.LiveSettings;
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
    private final Subscribers subscribers;
    private final Blocks blocks;
    private final Loop loop;
    // event loop only
    private final Map<TopicName, Channel> channels = new HashMap<>();
    private final Repair repair;

    public Hub(Vertx vertx, Journal journal, LiveSettings settings, LiveMetrics metrics, Subscribers subscribers) {
        this.vertx = vertx;
        this.settings = settings;
        this.metrics = metrics;
        this.subscribers = subscribers;
        this.blocks = new Blocks(settings.block());
        this.repair = new Repair(journal, channels);
        CatchUpTurns turns = new CatchUpTurns(settings.block(), new AfterIo(vertx));
        Reads reads = new Reads(journal, settings.page(), metrics, turns);
        Feeder feeder = new Feeder(task -> vertx.runOnContext(turn -> task.run()));
        Tail tail = new Tail(settings.tail());
        this.loop = new Loop(metrics, tail, blocks, feeder::add, reads, turns, repair::doubt);
    }

    /** Begins to hear news on the caller's event loop; ready once the future completes. */
    public Future<Void> start() {
        vertx.setPeriodic(Math.max(1, settings.repairInterval().toMillis() / Repair.SLICES), tick -> repair.tick());
        return Future.all(
                        vertx.eventBus()
                                .<Arrived>localConsumer(Addresses.NEWS_RECEIVED, news -> onNews(news.body()))
                                .completion(),
                        vertx.eventBus()
                                .<Erased>localConsumer(Addresses.ERASURE_RECEIVED, news -> onErased(news.body()))
                                .completion())
                .mapEmpty();
    }

    /** Subscribes; the subscriber is told once nothing can be missed any more, or why it is refused. */
    public Subscription subscribe(TopicName topic, ReadFrom start, OnSlow onSlow, Subscriber subscriber) {
        Channel channel = channels.computeIfAbsent(topic, this::open);
        Subscription subscription =
                new Subscription(channel, start, onSlow, subscriber, settings.maxLag(), () -> count(topic, -1));
        count(topic, 1);
        channel.add(subscription);
        return subscription;
    }

    /** Lets go of memory that no garbage collector would find. Nothing is fed afterwards. */
    public void close() {
        blocks.clear();
    }

    private Channel open(TopicName topic) {
        return new Channel(topic, loop, () -> channels.remove(topic));
    }

    private void count(TopicName topic, int change) {
        metrics.subscriptions(change);
        subscribers.change(topic, change);
    }

    private void onErased(Erased erased) {
        Channel channel = channels.get(erased.topic());
        if (channel != null) {
            channel.onErased(erased.epoch(), erased.through());
        }
    }

    private void onNews(Arrived news) {
        repair.onNews(news.number());
        news.byTopic().forEach((topic, messages) -> {
            Channel channel = channels.get(topic);
            if (channel != null) {
                channel.onNews(news.epoch(), messages);
            }
        });
    }
}
