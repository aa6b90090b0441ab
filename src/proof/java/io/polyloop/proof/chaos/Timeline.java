package io.polyloop.proof.chaos;

import io.polyloop.proof.local.LocalNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Records the faults and the readiness of each node over time. Thread-safe. */
final class Timeline implements AutoCloseable {
    private static final long SAMPLE_MS = 500;

    /**
     * @param at milliseconds since the start
     * @param lane the node, {@code database} or {@code all}
     */
    record Event(long at, String lane, String text) {}

    /** @param at milliseconds since the start */
    record Sample(long at, boolean ready) {}

    private final long started = System.nanoTime();
    private final List<Event> events = new ArrayList<>();
    private final Map<String, List<Sample>> ready = new TreeMap<>();
    private final List<Long> recoveries = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private final ScheduledExecutorService probes;

    Timeline(List<LocalNode> nodes) {
        probes = Executors.newScheduledThreadPool(nodes.size());
        for (LocalNode node : nodes) {
            probes.scheduleWithFixedDelay(() -> sample(node), 0, SAMPLE_MS, TimeUnit.MILLISECONDS);
        }
    }

    synchronized void record(String lane, String text) {
        Event event = new Event(elapsedMs(), lane, text);
        events.add(event);
        System.out.printf("  %6.1f s  %-9s %s%n", event.at() / 1_000.0, lane, text);
    }

    /** Records that a build refused to start, with the line of its log that says why. */
    synchronized void refused(String node, String reason) {
        record(node, "refused to start: " + reason);
        refusals.add(node + ": " + reason);
    }

    synchronized List<String> refusals() {
        return List.copyOf(refusals);
    }

    /** Records how long after its network was restored the cluster was ready again, in milliseconds. */
    synchronized void recovered(long took) {
        recoveries.add(took);
    }

    /** Sorted, in milliseconds, one for each network fault. */
    synchronized List<Long> recoveries() {
        return recoveries.stream().sorted().toList();
    }

    private void sample(LocalNode node) {
        boolean isReady = node.ready();
        synchronized (this) {
            ready.computeIfAbsent(node.name(), name -> new ArrayList<>()).add(new Sample(elapsedMs(), isReady));
        }
    }

    /** Milliseconds since the start. */
    long elapsedMs() {
        return (System.nanoTime() - started) / 1_000_000;
    }

    synchronized List<Event> events() {
        return List.copyOf(events);
    }

    synchronized Map<String, List<Sample>> ready() {
        return new TreeMap<>(ready);
    }

    @Override
    public void close() {
        probes.shutdownNow();
    }
}
