package io.polyloop.bench.idle;

import io.polyloop.bench.Peer;
import io.polyloop.bench.Scale;
import io.polyloop.bench.Server;
import io.polyloop.bench.Workload;
import io.polyloop.bench.load.LoadLoop;
import java.util.List;

/** What does a connection cost that does nothing? */
public final class Idle implements Workload {
    private static final int MANY = 10_000;
    private static final int QUICK = 2_000;
    private static final int FEW = 50;

    private final Scale scale;
    private final LoadLoop loop;
    private final IdleKind kind;

    public Idle(Scale scale, LoadLoop loop, IdleKind kind) {
        this.scale = scale;
        this.loop = loop;
        this.kind = kind;
    }

    @Override
    public String name() {
        return kind.workload();
    }

    @Override
    public List<Peer> peers() {
        return kind.peers(scale);
    }

    /** Only once: a second crowd would find the memory of the first one free, and seem to cost nothing. */
    @Override
    public int rounds() {
        return 1;
    }

    @Override
    public double seconds() {
        return peers().size() * (3 + connections() / 6e3);
    }

    @Override
    public List<String> notes() {
        return List.of(
                "Memory of the server's process (Pss) with the connections less without them, after a garbage "
                        + "collection each time; one server after the other, each fresh. A JVM is told to give free "
                        + "heap back (-XX:MaxHeapFreeRatio=10); its live heap is told beside it.",
                kind.note());
    }

    @Override
    public Session open(Peer peer, Server server) throws Exception {
        return new IdleSession(kind, peer, server, loop, connections());
    }

    private int connections() {
        if (scale.isSmoke()) {
            return FEW;
        }
        return scale.isFull() ? MANY : QUICK;
    }
}
