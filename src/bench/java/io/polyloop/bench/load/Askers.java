package io.polyloop.bench.load;

import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Kept-alive HTTP connections to one server, each with one request outstanding. */
public final class Askers implements AutoCloseable {
    private static final int AT_ONCE = 200;
    private static final long PATIENCE_MILLIS = 20_000;

    private final LoadLoop loop;
    private final SocketAddress server;
    private final String path;
    private final List<Asker> askers = new ArrayList<>();

    public Askers(LoadLoop loop, SocketAddress server, String path) {
        this.loop = loop;
        this.server = server;
        this.path = path;
    }

    /** Lets connections come or leave until there are so many. */
    public void connections(int count) throws Exception {
        while (askers.size() < count) {
            connect(Math.min(AT_ONCE, count - askers.size()));
        }
        loop.call(() -> leave(count));
    }

    /** Asks for a time, and waits for the last answers. */
    public Answers ask(long millis) throws Exception {
        long cpu = LoadLoop.cpuNanos();
        long start = System.nanoTime();
        Histogram delays =
                loop.call(() -> new Asking(millis).begin(askers)).get(millis + PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        return new Answers(delays, System.nanoTime() - start, LoadLoop.cpuNanos() - cpu);
    }

    @Override
    public void close() {
        try {
            loop.call(() -> leave(0));
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void connect(int count) throws Exception {
        List<Asker> coming = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Asker asker = new Asker(path);
            loop.connect(server, asker.ready()::completeExceptionally, asker);
            coming.add(asker);
        }
        for (Asker asker : coming) {
            asker.ready().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        }
        askers.addAll(coming);
    }

    private int leave(int remaining) {
        List<Asker> leaving = askers.subList(remaining, askers.size());
        leaving.forEach(Asker::leave);
        int left = leaving.size();
        leaving.clear();
        return left;
    }
}
