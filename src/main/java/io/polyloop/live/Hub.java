package io.polyloop.live;

import io.polyloop.bus.Addresses;
import io.polyloop.config.LiveSettings;
import io.polyloop.topic.Journal;
import io.polyloop.topic.Start;
import io.polyloop.topic.TopicHeads;
import io.polyloop.topic.TopicName;
import io.polyloop.topic.TopicState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The live subscriptions of one event loop. Everything in it runs on that loop, so it needs no lock. News that the bus
 * loses is found by asking the journal for the heads of the subscribed topics, once each
 * {@code live.repair-interval}: a lost last message leaves no hole that anything else would show.
 */
public final class Hub {
    /** Topics of one query for heads; databases bound the parameters of a statement. */
    private static final int HEADS_AT_ONCE = 500;

    private final Vertx vertx;
    private final Journal journal;
    private final LiveSettings settings;
    private final LiveMetrics metrics;
    private final Subscribers subscribers;
    private final Blocks blocks;
    private final Loop loop;
    // event loop only
    private final Map<TopicName, Channel> channels = new HashMap<>();
    private boolean repairing;

    public Hub(Vertx vertx, Journal journal, LiveSettings settings, LiveMetrics metrics, Subscribers subscribers) {
        this.vertx = vertx;
        this.journal = journal;
        this.settings = settings;
        this.metrics = metrics;
        this.subscribers = subscribers;
        this.blocks = new Blocks(settings.block());
        Feeder feeder = new Feeder(task -> vertx.runOnContext(turn -> task.run()));
        this.loop = new Loop(journal, settings.page(), metrics, new Tail(settings.tail()), blocks, feeder::add);
    }

    /** Begins to hear news on the caller's event loop; ready once the future completes. */
    public Future<Void> start() {
        vertx.setPeriodic(settings.repairInterval().toMillis(), tick -> repair());
        return vertx.eventBus()
                .<Arrived>localConsumer(Addresses.NEWS_RECEIVED, news -> onNews(news.body()))
                .completion();
    }

    /** Subscribes; the subscriber is told once nothing can be missed any more, or why it is refused. */
    public Subscription subscribe(TopicName topic, Start start, OnSlow onSlow, Subscriber subscriber) {
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

    private void onNews(Arrived news) {
        news.byTopic().forEach((topic, messages) -> {
            Channel channel = channels.get(topic);
            if (channel != null) {
                channel.onNews(news.epoch(), messages);
            }
        });
    }

    private void repair() {
        if (repairing || channels.isEmpty()) {
            return;
        }
        repairing = true;
        List.copyOf(channels.values()).forEach(Channel::retry);
        List<TopicName> topics = new ArrayList<>(channels.keySet());
        List<Future<TopicHeads>> queries = new ArrayList<>();
        for (int from = 0; from < topics.size(); from += HEADS_AT_ONCE) {
            int to = Math.min(topics.size(), from + HEADS_AT_ONCE);
            queries.add(journal.heads(topics.subList(from, to)).onSuccess(this::onHeads));
        }
        // A journal that is down says so elsewhere; the next round asks again.
        Future.join(queries).onComplete(done -> repairing = false);
    }

    private void onHeads(TopicHeads heads) {
        // To all: a history that has just begun may not have these topics yet.
        List.copyOf(channels.values()).forEach(channel -> channel.onHistory(heads.epoch()));
        for (TopicState state : heads.states()) {
            Channel channel = channels.get(state.topic());
            if (channel != null) {
                channel.onState(state);
            }
        }
    }
}
