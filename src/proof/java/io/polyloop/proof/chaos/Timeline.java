package io.polyloop.proof.chaos;

import io.polyloop.proof.local.LocalNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What was done when, and which node was ready when. Safe for use by all threads. */
final class Timeline implements AutoCloseable {
    private static final long SAMPLE_MS = 500;

    /** @param at milliseconds since the start */
    record Event(long at, String lane, String what) {}

    /** @param at milliseconds since the start */
    record Sample(long at, boolean ready) {}

    private final long started = System.nanoTime();
    private final List<Event> events = new ArrayList<>();
    private final Map<String, List<Sample>> ready = new TreeMap<>();
    private final List<Long> recoveries = new ArrayList<>();
    private final ScheduledExecutorService probes;

    Timeline(List<LocalNode> nodes) {
        probes = Executors.newScheduledThreadPool(nodes.size());
        for (LocalNode node : nodes) {
            probes.scheduleWithFixedDelay(() -> sample(node), 0, SAMPLE_MS, TimeUnit.MILLISECONDS);
        }
    }

    synchronized void record(String lane, String what) {
        Event event = new Event(elapsedMs(), lane, what);
        events.add(event);
        System.out.printf("  %6.1f s  %-9s %s%n", event.at() / 1_000.0, lane, what);
    }

    /** That all nodes were ready again so long after a cut was healed, in milliseconds. */
    synchronized void recovered(long took) {
        recoveries.add(took);
    }

    /** In milliseconds, one for each cut. */
    synchronized List<Long> recoveries() {
        return recoveries.stream().sorted().toList();
    }

    private void sample(LocalNode node) {
        boolean isReady = node.ready();
        synchronized (this) {
            ready.computeIfAbsent(node.name(), name -> new ArrayList<>()).add(new Sample(elapsedMs(), isReady));
        }
    }

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
