package io.polyloop.proof.rebalance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The live connections of each node over time, as its metrics say. Used by one thread. */
final class Loads {
    static final String CONNECTIONS = "polyloop_live_connections";
    static final String SENT_AWAY = "polyloop_live_rebalanced_total";

    /** The largest difference from the mean that is balanced. */
    static final double TOLERANCE = 0.2;

    /**
     * @param at milliseconds since the first sample
     * @param connections of each node; 0 for one that does not answer
     */
    record Sample(long at, List<Integer> connections) {
        int total() {
            return connections.stream().mapToInt(Integer::intValue).sum();
        }

        double mean() {
            return (double) total() / connections.size();
        }

        /** The largest difference of a node from the mean, as a share of the mean. */
        double spread() {
            return connections.stream()
                    .mapToDouble(count -> Math.abs(count - mean()) / Math.max(1, mean()))
                    .max()
                    .orElse(0);
        }

        boolean isBalanced() {
            return spread() <= TOLERANCE;
        }
    }

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final List<URI> nodes;
    private final List<Sample> samples = new ArrayList<>();
    private final long started = System.nanoTime();

    /** @param nodes their management servers */
    Loads(List<URI> nodes) {
        this.nodes = nodes;
    }

    Sample sample() {
        Sample sample = new Sample(elapsedMs(), read(CONNECTIONS));
        samples.add(sample);
        return sample;
    }

    List<Sample> samples() {
        return samples;
    }

    long elapsedMs() {
        return (System.nanoTime() - started) / 1_000_000;
    }

    /** The value of a metric without labels at each node; 0 if the node does not answer. */
    List<Integer> read(String metric) {
        return nodes.stream().map(node -> read(node, metric)).toList();
    }

    private int read(URI node, String metric) {
        HttpRequest request = HttpRequest.newBuilder(node.resolve("/metrics"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            String text =
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            Matcher line = Pattern.compile("^" + metric + " (\\S+)$", Pattern.MULTILINE)
                    .matcher(text);
            return line.find() ? (int) Double.parseDouble(line.group(1)) : 0;
        } catch (IOException unreachable) {
            return 0;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
