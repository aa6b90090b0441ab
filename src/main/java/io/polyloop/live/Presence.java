package io.polyloop.live;

import io.polyloop.bus.Addresses;
import io.polyloop.topic.TopicName;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.spi.cluster.ClusterManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * How many subscriptions topics have on all nodes together. Whoever wants to know asks every node there and then: the
 * numbers are those of the moment, a dead node's are gone with it, and nothing is sent while nobody asks. Any thread.
 */
public final class Presence {
    /** A node that does not answer in this time is taken for gone: a list of topics is no reason to wait longer. */
    private static final DeliveryOptions ASK = new DeliveryOptions().setSendTimeout(1_000);

    private final Vertx vertx;
    private final SubscriberCounts local;
    private final Supplier<Set<String>> peers;
    private final ClusterManager cluster;

    /** @param peers the nodes, by their ids, that are asked besides this one */
    public Presence(Vertx vertx, SubscriberCounts here, Supplier<Set<String>> peers) {
        this.vertx = vertx;
        this.local = here;
        this.peers = peers;
        // null on a node that is alone
        this.cluster = ((VertxInternal) vertx).clusterManager();
    }

    /** Answers for this node from now on. To be called once, by a verticle that lives as long as the node. */
    Future<Void> listen() {
        return cluster == null
                ? Future.succeededFuture()
                : vertx.eventBus()
                        .<JsonArray>consumer(
                                Addresses.subscribers(cluster.getNodeId()), asked -> asked.reply(count(asked.body())))
                        .completion();
    }

    /** One number for each topic, in their order. Never fails: a node that cannot be asked has no subscribers. */
    public Future<List<Integer>> count(List<TopicName> topics) {
        JsonArray names = new JsonArray(topics.stream().map(TopicName::value).toList());
        List<Future<JsonArray>> answers = new ArrayList<>();
        answers.add(Future.succeededFuture(count(names)));
        others().forEach(node -> answers.add(ask(node, names)));
        return Future.all(answers).map(all -> sum(topics.size(), all.list()));
    }

    private List<String> others() {
        return cluster == null
                ? List.of()
                : peers.get().stream()
                        .filter(node -> !node.equals(cluster.getNodeId()))
                        .toList();
    }

    private Future<JsonArray> ask(String node, JsonArray names) {
        return vertx.eventBus()
                .<JsonArray>request(Addresses.subscribers(node), names, ASK)
                .map(answer -> answer.body())
                .otherwise(new JsonArray());
    }

    private JsonArray count(JsonArray names) {
        JsonArray counts = new JsonArray();
        names.forEach(name -> counts.add(local.count(new TopicName((String) name))));
        return counts;
    }

    private static List<Integer> sum(int topics, List<JsonArray> answers) {
        List<Integer> sums = new ArrayList<>(topics);
        for (int i = 0; i < topics; i++) {
            int index = i;
            sums.add(answers.stream()
                    .filter(counts -> counts.size() > index)
                    .mapToInt(counts -> counts.getInteger(index))
                    .sum());
        }
        return sums;
    }
}
