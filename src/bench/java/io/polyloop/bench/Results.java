package io.polyloop.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The figures, unavailable peers and failures of a run so far. */
public final class Results {
    private final Map<Workload, List<Figure>> figures = new LinkedHashMap<>();
    private final Set<String> unavailable = new LinkedHashSet<>();
    private final List<String> failures = new ArrayList<>();

    void begin(Workload workload) {
        figures.put(workload, new ArrayList<>());
    }

    void add(Workload workload, List<Figure> measured) {
        figures.get(workload).addAll(measured);
        measured.stream()
                .filter(figure -> !Double.isFinite(figure.value()))
                .forEach(figure -> failures.add(figure.table() + ", " + figure.peer() + ": no " + figure.column()));
    }

    void addUnavailable(Peer peer, String reason) {
        unavailable.add(peer.name() + ": " + reason);
    }

    void addFailure(Workload workload, Peer peer, Exception reason) {
        failures.add(workload.name() + ", " + peer.name() + ": " + reason.getMessage());
    }

    /** Records a failure for each measured peer without a figure. */
    void end(Workload workload, List<Peer> measured) {
        for (Peer peer : measured) {
            // Some tables add the publish mode to the name: "Polyloop, paced".
            if (figures.get(workload).stream().noneMatch(figure -> figure.peer().startsWith(peer.name()))) {
                failures.add(workload.name() + ", " + peer.name() + ": no figure");
            }
        }
        if (figures.get(workload).isEmpty()) {
            failures.add(workload.name() + ": no figure");
        }
    }

    public List<Workload> workloads() {
        return List.copyOf(figures.keySet());
    }

    public List<Figure> figures(Workload workload) {
        return List.copyOf(figures.get(workload));
    }

    public List<Figure> figures() {
        return figures.values().stream().flatMap(List::stream).toList();
    }

    /** Peers that this machine cannot run, with the reason and how to install them. */
    public List<String> unavailable() {
        return List.copyOf(unavailable);
    }

    public List<String> failures() {
        return List.copyOf(failures);
    }

    /** @param all whether an unavailable peer makes the run incomplete */
    boolean isComplete(boolean all) {
        return failures.isEmpty() && (!all || unavailable.isEmpty());
    }
}
