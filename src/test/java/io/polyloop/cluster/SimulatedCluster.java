package io.polyloop.cluster;

import io.polyloop.config.RebalanceSettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Nodes that rebalance their live connections behind a load balancer, in steps of one heartbeat, which is a second. */
final class SimulatedCluster {
    /** Chooses one of the nodes that are ready. */
    interface Balancer {
        Node choose(List<Node> ready);
    }

    private static final RebalanceSettings SETTINGS =
            new RebalanceSettings(true, 1.3, 1.1, 0.2, 100, Duration.ofSeconds(30));
    private static final long BEAT_MS = 1_000;
    private static final long DEAD_AFTER_MS = 10_000;
    private static final int RECONNECT_SPREAD = 5;
    private static final int MINUTE = 60;
    private static final NodeIdentity SAME = NodeIdentity.own("abcdefgh12345678", Map.of());

    private record Sent(long at, Heartbeat heartbeat) {}

    private final Balancer balancer;
    private final Random random;
    private final List<Node> nodes = new ArrayList<>();
    private final Deque<Sent> heartbeats = new ArrayDeque<>();
    private final Map<Long, Integer> returning = new TreeMap<>();
    private int latest;
    private long second;

    SimulatedCluster(Random random, Balancer balancer) {
        this.random = random;
        this.balancer = balancer;
    }

    /** Adds a node that is a member from now on, and ready after as many seconds. */
    Node add(String name, int connections, int readyAfter) {
        Node node = new Node(name, connections, second + readyAfter);
        nodes.add(node);
        return node;
    }

    /** From now on each heartbeat arrives up to as many seconds late, at each node after another delay. */
    void delayHeartbeats(int seconds) {
        latest = seconds;
    }

    /** A node dies: its clients reconnect to the others, and it stops to be a member when the cluster manager notices. */
    void kill(Node node) {
        node.diedAt = second;
        reconnect(node.connections);
        node.connections = 0;
    }

    void run(int seconds) {
        for (int i = 0; i < seconds; i++, second++) {
            step();
        }
    }

    List<Integer> connections() {
        return nodes.stream()
                .filter(Node::isAlive)
                .map(node -> node.connections)
                .toList();
    }

    /** The largest difference of a living node from the mean, as a share of the mean. */
    double spread() {
        List<Integer> counts = connections();
        double mean = counts.stream().mapToInt(Integer::intValue).average().orElseThrow();
        return counts.stream()
                .mapToDouble(count -> Math.abs(count - mean) / mean)
                .max()
                .orElseThrow();
    }

    private void step() {
        Integer back = returning.remove(second);
        for (int i = 0; back != null && i < back; i++) {
            balancer.choose(nodes.stream().filter(Node::isReady).toList()).connections++;
        }
        List<Node> alive = nodes.stream().filter(Node::isAlive).toList();
        alive.forEach(node -> heartbeats.add(new Sent(second, node.heartbeat())));
        heartbeats.removeIf(sent -> sent.at() < second - 2L * latest - 1);
        Set<String> members =
                nodes.stream().filter(Node::isMember).map(node -> node.name).collect(Collectors.toSet());
        alive.forEach(node -> node.beat(members));
    }

    private void reconnect(int clients) {
        for (int i = 0; i < clients; i++) {
            returning.merge(second + 1 + random.nextInt(RECONNECT_SPREAD), 1, Integer::sum);
        }
    }

    /** One node, with the classes of a real one. */
    final class Node {
        final String name;
        int connections;
        private final long readyAt;
        private final PeerMonitor monitor = new PeerMonitor(this::now, BEAT_MS, DEAD_AFTER_MS);
        private final Rebalance rebalance = new Rebalance(SETTINGS, this::now);
        private final List<Integer> history = new ArrayList<>();
        private final List<Integer> sent = new ArrayList<>();
        private final Map<String, Long> read = new TreeMap<>();
        private Long diedAt;

        private Node(String name, int connections, long readyAt) {
            this.name = name;
            this.connections = connections;
            this.readyAt = readyAt;
        }

        /** How many clients it has asked to reconnect. */
        int sent() {
            return sent.stream().mapToInt(Integer::intValue).sum();
        }

        /** The largest share of its connections that it has asked within a minute. */
        double highestRate() {
            double highest = 0;
            for (int from = 0; from + MINUTE <= sent.size(); from++) {
                int most = history.subList(from, from + MINUTE).stream()
                        .mapToInt(Integer::intValue)
                        .max()
                        .orElse(0);
                int asked = sent.subList(from, from + MINUTE).stream()
                        .mapToInt(Integer::intValue)
                        .sum();
                highest = Math.max(highest, (double) asked / Math.max(1, most));
            }
            return highest;
        }

        private boolean isAlive() {
            return diedAt == null;
        }

        private boolean isReady() {
            return isAlive() && second >= readyAt;
        }

        private boolean isMember() {
            return isAlive() || (second - diedAt) * BEAT_MS < DEAD_AFTER_MS;
        }

        private long now() {
            return second * BEAT_MS;
        }

        private Heartbeat heartbeat() {
            OptionalInt count = isReady() ? OptionalInt.of(connections) : OptionalInt.empty();
            return new Heartbeat(name, false, Set.of(), SAME, count);
        }

        private void beat(Set<String> members) {
            receive();
            monitor.state(members, 1);
            Map<String, Integer> counts = isReady() ? monitor.connections(members) : Map.of();
            if (counts.containsKey(name)) {
                counts.put(name, connections);
            } else {
                counts = Map.of();
            }
            int away = rebalance.update(name, counts);
            history.add(connections);
            sent.add(away);
            connections -= away;
            reconnect(away);
        }

        // Those of one sender arrive in order: they share a connection.
        private void receive() {
            for (Sent one : heartbeats) {
                String from = one.heartbeat().node();
                boolean unread = one.at() > read.getOrDefault(from, -1L);
                if (unread && one.at() + (latest == 0 ? 0 : random.nextInt(latest + 1)) <= second) {
                    monitor.onHeartbeat(one.heartbeat());
                    read.put(from, one.at());
                }
            }
        }
    }
}
