package io.polyloop.bench.fanout;

import io.polyloop.bench.Peer;
import io.polyloop.bench.Scale;
import io.polyloop.bench.load.Clients;

/** Load without figures. One server at a time: two JVMs that compile side by side take twice as long. */
record WarmUp(long burstMillis, long pacedMillis) {
    private static final double SHORTER = 0.6;

    static WarmUp of(Scale scale, Peer peer) {
        WarmUp whole =
                switch (scale) {
                    case FULL -> new WarmUp(10_000, 4_000);
                    case QUICK -> new WarmUp(6_000, 2_000);
                    case SMOKE -> new WarmUp(150, 150);
                };
        return whole.scaled(peer.warmUpFactor());
    }

    /** For figures that depend on more than the last compiled method. */
    WarmUp shorter() {
        return scaled(SHORTER);
    }

    /**
     * Bursts first: paced, a server publishes 150 times a second, and a JVM needs more than ten seconds until it
     * compiles that code.
     */
    void run(Clients clients) throws Exception {
        clients.runClosedLoop(PublishMode.DEEP.outstanding(), burstMillis);
        clients.runClosedLoop(PublishMode.PACED.outstanding(), pacedMillis);
    }

    double estimatedSeconds() {
        return (burstMillis + pacedMillis) / 1e3;
    }

    private WarmUp scaled(double part) {
        return new WarmUp((long) (part * burstMillis), (long) (part * pacedMillis));
    }
}
