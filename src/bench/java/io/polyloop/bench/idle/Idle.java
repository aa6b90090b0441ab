package io.polyloop.bench.idle;

import io.polyloop.bench.Peer;
import io.polyloop.bench.Scale;
import io.polyloop.bench.ServerProcess;
import io.polyloop.bench.Workload;
import io.polyloop.bench.load.ClientLoop;
import java.util.List;

/** The memory of an idle connection. */
public final class Idle implements Workload {
    private static final int FULL_CONNECTIONS = 10_000;
    private static final int QUICK_CONNECTIONS = 2_000;
    private static final int SMOKE_CONNECTIONS = 50;

    private final Scale scale;
    private final ClientLoop loop;
    private final IdleScenario scenario;

    public Idle(Scale scale, ClientLoop loop, IdleScenario scenario) {
        this.scale = scale;
        this.loop = loop;
        this.scenario = scenario;
    }

    @Override
    public String name() {
        return scenario.workload();
    }

    @Override
    public List<Peer> peers() {
        return scenario.peers(scale);
    }

    @Override
    public boolean byDefault() {
        return scenario.byDefault();
    }

    /** One round: the connections of a second one would reuse the memory of the first and appear to be free. */
    @Override
    public int rounds() {
        return 1;
    }

    @Override
    public double estimatedSeconds() {
        return peers().size() * (3 + connections() / 6e3);
    }

    @Override
    public List<String> notes() {
        return List.of(
                "Memory of the server's process (Pss) with the connections minus without them, each after a "
                        + "garbage collection; one server after the other, each started for the measurement. JVM "
                        + "options return free heap to the system (-XX:MaxHeapFreeRatio=10); "
                        + "the live heap has its own column.",
                scenario.note());
    }

    @Override
    public Session open(Peer peer, ServerProcess server) throws Exception {
        return new IdleSession(scenario, peer, server, loop, connections());
    }

    private int connections() {
        if (scale.isSmoke()) {
            return SMOKE_CONNECTIONS;
        }
        return scale.isFull() ? FULL_CONNECTIONS : QUICK_CONNECTIONS;
    }
}
