package io.polyloop.bench;

import io.polyloop.bench.fanout.FanOut;
import io.polyloop.bench.load.LoadLoop;
import java.util.List;

/** All there is to measure, in this order. */
final class Workloads {
    private Workloads() {}

    static List<Workload> all(Scale scale, LoadLoop loop) {
        return List.of(new FanOut(scale, loop));
    }
}
