package io.polyloop.bench.http;

import io.polyloop.bench.Peer;
import io.polyloop.bench.Scale;
import io.polyloop.bench.ServerProcess;
import io.polyloop.bench.Workload;
import io.polyloop.bench.load.ClientLoop;
import java.util.ArrayList;
import java.util.List;

/** The cost of an HTTP request for the server. */
public final class Http implements Workload {
    private final Scale scale;
    private final ClientLoop loop;
    private final HttpScenario scenario;
    private final List<Integer> connections;

    public Http(Scale scale, ClientLoop loop, HttpScenario scenario) {
        this.scale = scale;
        this.loop = loop;
        this.scenario = scenario;
        this.connections = scenario.rounds(scale);
    }

    @Override
    public String name() {
        return scenario.workload();
    }

    @Override
    public boolean byDefault() {
        return scenario.byDefault();
    }

    @Override
    public List<Peer> peers() {
        return scale.isSmoke() ? scenario.peers().subList(0, 1) : scenario.peers();
    }

    @Override
    public int rounds() {
        return connections.size();
    }

    @Override
    public double estimatedSeconds() {
        return peers().stream()
                .mapToDouble(peer -> 2 + (warmUpMillis(peer) + rounds() * scale.roundMillis()) / 1e3)
                .sum();
    }

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>(scenario.notes());
        notes.add(
                "Each connection is kept alive and repeats the request after each response, so latencies are those of "
                        + "a fully loaded server. The status and the length of every response are checked.");
        return notes;
    }

    @Override
    public Session open(Peer peer, ServerProcess server) throws Exception {
        return new HttpSession(scenario, peer, server, loop, connections, scale.roundMillis())
                .warmUp(warmUpMillis(peer));
    }

    private long warmUpMillis(Peer peer) {
        return (long) (peer.warmUpFactor() * scale.warmUpMillis());
    }
}
