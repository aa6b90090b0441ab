package io.polyloop.live;

import io.polyloop.bus.Addresses;
import io.polyloop.bus.NodeId;
import io.polyloop.topic.TopicName;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The number of subscriptions of topics on all nodes together. Each query goes to every node: the numbers are current,
 * those of a dead node disappear with it, and nodes exchange nothing between queries. Any thread.
 */
public final class Presence {
    /** A node that does not answer within this time counts as gone: a list of topics must not wait longer. */
    private static final DeliveryOptions QUERY = new DeliveryOptions().setSendTimeout(1_000);

    private final Vertx vertx;
    private final SubscriberCounts local;
    private final Supplier<Set<String>> peers;
    private final Optional<String> nodeId;

    /** @param peers the ids of the nodes to query besides this one */
    public Presence(Vertx vertx, SubscriberCounts local, Supplier<Set<String>> peers) {
        this.vertx = vertx;
        this.local = local;
        this.peers = peers;
        this.nodeId = NodeId.of(vertx);
    }

    /** Starts to answer for this node. Call it once, in a verticle that is deployed as long as the node runs. */
    Future<Void> listen() {
        return nodeId.map(this::listen).orElse(Future.succeededFuture());
    }

    private Future<Void> listen(String ownId) {
        return vertx.eventBus()
                .<JsonArray>consumer(Addresses.subscribers(ownId), query -> query.reply(count(query.body())))
                .completion();
    }

    /** One number for each topic, in the same order. Never fails: a node that does not answer counts zero. */
    public Future<List<Integer>> count(List<TopicName> topics) {
        JsonArray names = new JsonArray(topics.stream().map(TopicName::value).toList());
        List<Future<JsonArray>> answers = new ArrayList<>();
        answers.add(Future.succeededFuture(count(names)));
        others().forEach(node -> answers.add(query(node, names)));
        return Future.all(answers).map(all -> sum(topics.size(), all.list()));
    }

    private List<String> others() {
        return nodeId.map(own ->
                        peers.get().stream().filter(node -> !node.equals(own)).toList())
                .orElse(List.of());
    }

    private Future<JsonArray> query(String node, JsonArray names) {
        return vertx.eventBus()
                .<JsonArray>request(Addresses.subscribers(node), names, QUERY)
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
