package io.polyloop.bench;

import io.polyloop.bench.Workload.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Starts the peers of a workload and alternates between them, so that noise of the machine affects all alike. */
final class Runner {
    private static final Path FOLDER = Path.of("target", "bench", "run").toAbsolutePath();

    private final Results results;
    private final Progress progress;

    Runner(Results results, Progress progress) {
        this.results = results;
        this.progress = progress;
    }

    void run(List<Workload> workloads) throws IOException {
        emptyFolder(FOLDER);
        for (Workload workload : workloads) {
            results.begin(workload);
            results.end(workload, run(workload));
        }
    }

    /** Returns the peers that completed all rounds. */
    private List<Peer> run(Workload workload) throws IOException {
        List<RunningPeer> entrants = new ArrayList<>();
        try {
            double part = 1.0 / (workload.rounds() + 1);
            for (Peer peer : workload.peers()) {
                startIfAvailable(workload, peer).ifPresent(entrants::add);
                progress.advance(workload, part / workload.peers().size());
            }
            for (int round = 1; round <= workload.rounds(); round++) {
                progress.print(workload.name() + ": round " + round + " of " + workload.rounds());
                entrants.removeIf(entrant -> !runRound(workload, entrant));
                progress.advance(workload, part);
            }
            return entrants.stream().map(RunningPeer::peer).toList();
        } finally {
            entrants.forEach(RunningPeer::close);
        }
    }

    private Optional<RunningPeer> startIfAvailable(Workload workload, Peer peer) throws IOException {
        Optional<String> missing = peer.unavailable();
        if (missing.isPresent()) {
            results.addUnavailable(peer, missing.get());
            progress.print(workload.name() + ": skipping " + peer.name() + ", " + missing.get());
            return Optional.empty();
        }
        progress.print(workload.name() + ": " + peer.name() + " is starting and warming up");
        return start(workload, peer);
    }

    private Optional<RunningPeer> start(Workload workload, Peer peer) throws IOException {
        Path folder =
                emptyFolder(FOLDER.resolve(workload.name()).resolve(peer.name().replaceAll("\\W+", "-")));
        ServerProcess server = null;
        try {
            server = peer.start(folder);
            return Optional.of(new RunningPeer(peer, server, workload.open(peer, server)));
        } catch (Exception failed) {
            recordFailure(workload, peer, failed);
            if (server != null) {
                server.close();
            }
            return Optional.empty();
        }
    }

    private boolean runRound(Workload workload, RunningPeer entrant) {
        try {
            results.add(workload, entrant.session().runRound());
            return true;
        } catch (Exception failed) {
            recordFailure(workload, entrant.peer(), failed);
            entrant.close();
            return false;
        }
    }

    private void recordFailure(Workload workload, Peer peer, Exception reason) {
        results.addFailure(workload, peer, reason);
        System.out.println("FAILED " + workload.name() + ", " + peer.name());
        reason.printStackTrace(System.out);
    }

    private static Path emptyFolder(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return Files.createDirectories(folder);
    }

    private record RunningPeer(Peer peer, ServerProcess server, Session session) {
        void close() {
            try {
                session.close();
            } finally {
                server.close();
            }
        }
    }
}
