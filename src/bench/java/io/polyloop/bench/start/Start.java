package io.polyloop.bench.start;

import io.polyloop.bench.Peer;
import io.polyloop.bench.Scale;
import io.polyloop.bench.ServerProcess;
import io.polyloop.bench.Workload;
import io.polyloop.bench.language.HandlersVerticle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The time to the first response of a node and its memory, with and without scripts. */
public final class Start implements Workload {
    private static final double START_SECONDS = 3;

    private final Scale scale;

    public Start(Scale scale) {
        this.scale = scale;
    }

    @Override
    public String name() {
        return "languages-start";
    }

    @Override
    public List<Peer> peers() {
        List<Peer> peers = new ArrayList<>();
        peers.add(new StartPeer("scripts off", HandlersVerticle.class.getName()));
        peers.add(new StartPeer("Kotlin", "io.polyloop.bench.language.KotlinHandlersVerticle")); // part:kotlin
        peers.add(new StartPeer("Groovy", "groovy:handlers.groovy")); // part:groovy
        peers.add(new StartPeer("JavaScript", "js:handlers.js")); // part:javascript
        return peers;
    }

    @Override
    public boolean byDefault() {
        return false;
    }

    @Override
    public int rounds() {
        return scale.rounds();
    }

    @Override
    public double estimatedSeconds() {
        return peers().size() * START_SECONDS * (rounds() + 1);
    }

    @Override
    public List<String> notes() {
        return List.of("From the start of the process to the first response of a verticle in that language, and the"
                + " memory of the process (Pss) directly after it. A new process each time; the default heap.");
    }

    @Override
    public Session open(Peer peer, ServerProcess server) {
        // This server has warmed up the page cache; each round starts another one.
        server.close();
        return new StartSession(
                (StartPeer) peer, Path.of("target", "bench", "run", name()).toAbsolutePath());
    }
}
