package io.polyloop.bench.language;

import io.polyloop.bench.Peer;
import io.polyloop.bench.Scale;
import io.polyloop.bench.ServerProcess;
import io.polyloop.bench.Workload;
import java.io.IOException;
import java.util.List;

/** The cost of a request to a verticle in each language. */
public final class Languages implements Workload {
    private static final double START_SECONDS = 2;
    private static final int WARM_UPS = 7;

    private final Scale scale;
    private final Task task;

    public Languages(Scale scale, Task task) {
        this.scale = scale;
        this.task = task;
    }

    @Override
    public String name() {
        return "languages-" + task.address();
    }

    @Override
    public List<Peer> peers() {
        return MeasuredLanguage.all().stream()
                .map(language -> (Peer) new LanguagePeer(language, task))
                .toList();
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
        return peers().size()
                * (START_SECONDS + (scale.warmUpMillis() * WARM_UPS + scale.roundMillis() * rounds()) / 1e3);
    }

    @Override
    public List<String> notes() {
        return List.of(
                "CPU time of one event loop on which a Java client calls the verticle over the event bus, with 32 "
                        + "requests outstanding: request, handling and reply. The client and the event bus are the "
                        + "same for all, so the difference to Java is the cost of the language.",
                "JSON: the handler receives a report of 300 bytes, reads five fields, and replies with an object of "
                        + "150 bytes. The garbage collector's and the JIT compiler's threads are not counted.");
    }

    @Override
    public Session open(Peer peer, ServerProcess server) throws IOException {
        return new LanguageSession(this, peer, server);
    }

    Scale scale() {
        return scale;
    }

    String table() {
        return task.table();
    }
}
