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

/** Starts the peers of a workload, and lets them take turns: noise of the machine then meets all of them. */
final class Runner {
    private static final Path FOLDER = Path.of("target", "bench", "run").toAbsolutePath();

    private final Results results;
    private final Progress progress;

    Runner(Results results, Progress progress) {
        this.results = results;
        this.progress = progress;
    }

    void run(List<Workload> workloads) throws IOException {
        emptied(FOLDER);
        for (Workload workload : workloads) {
            results.begin(workload);
            results.end(workload, run(workload));
        }
    }

    /** Returns whoever has been measured to the end. */
    private List<Peer> run(Workload workload) throws IOException {
        List<Entrant> entrants = new ArrayList<>();
        try {
            double part = 1.0 / (workload.rounds() + 1);
            for (Peer peer : workload.peers()) {
                enter(workload, peer).ifPresent(entrants::add);
                progress.done(workload, part / workload.peers().size());
            }
            for (int round = 1; round <= workload.rounds(); round++) {
                progress.tell(workload.name() + ": round " + round + " of " + workload.rounds());
                entrants.removeIf(entrant -> !measured(workload, entrant));
                progress.done(workload, part);
            }
            return entrants.stream().map(Entrant::peer).toList();
        } finally {
            entrants.forEach(Entrant::close);
        }
    }

    private Optional<Entrant> enter(Workload workload, Peer peer) throws IOException {
        Optional<String> missing = peer.missing();
        if (missing.isPresent()) {
            results.missing(peer, missing.get());
            progress.tell(workload.name() + ": without " + peer.name() + ", " + missing.get());
            return Optional.empty();
        }
        progress.tell(workload.name() + ": " + peer.name() + " starts and warms up");
        return start(workload, peer);
    }

    private Optional<Entrant> start(Workload workload, Peer peer) throws IOException {
        Path folder =
                emptied(FOLDER.resolve(workload.name()).resolve(peer.name().replaceAll("\\W+", "-")));
        Server server = null;
        try {
            server = peer.start(folder);
            return Optional.of(new Entrant(peer, server, workload.open(peer, server)));
        } catch (Exception failed) {
            failed(workload, peer, failed);
            if (server != null) {
                server.close();
            }
            return Optional.empty();
        }
    }

    private boolean measured(Workload workload, Entrant entrant) {
        try {
            results.add(workload, entrant.session().round());
            return true;
        } catch (Exception failed) {
            failed(workload, entrant.peer(), failed);
            entrant.close();
            return false;
        }
    }

    private void failed(Workload workload, Peer peer, Exception reason) {
        results.failed(workload, peer, reason);
        System.out.println("FAILED " + workload.name() + ", " + peer.name());
        reason.printStackTrace(System.out);
    }

    private static Path emptied(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return Files.createDirectories(folder);
    }

    private record Entrant(Peer peer, Server server, Session session) {
        void close() {
            try {
                session.close();
            } finally {
                server.close();
            }
        }
    }
}
