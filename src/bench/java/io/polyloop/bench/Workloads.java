package io.polyloop.bench;

import io.polyloop.bench.append.Appends;
import io.polyloop.bench.append.Database;
import io.polyloop.bench.fanout.Baseline;
import io.polyloop.bench.fanout.FanOut;
import io.polyloop.bench.fanout.Growth;
import io.polyloop.bench.fanout.Latency;
import io.polyloop.bench.http.Http;
import io.polyloop.bench.http.HttpScenario;
import io.polyloop.bench.idle.Idle;
import io.polyloop.bench.idle.IdleScenario;
import io.polyloop.bench.language.Languages; // part:scripts
import io.polyloop.bench.language.Task; // part:scripts
import io.polyloop.bench.load.ClientLoop;
import io.polyloop.bench.start.Start; // part:scripts
import io.polyloop.bench.transaction.Transactions;
import java.util.ArrayList;
import java.util.List;

/** All workloads, in the order of the report. */
final class Workloads {
    private Workloads() {}

    static List<Workload> all(Scale scale, ClientLoop loop) {
        List<Workload> all = new ArrayList<>(List.of(
                new FanOut(scale, loop),
                Baseline.ofBuild(scale, loop),
                new Latency(scale, loop),
                Growth.bySubscribers(scale, loop),
                Growth.byTopics(scale, loop),
                new Appends(scale, Database.SQLITE),
                new Appends(scale, Database.POSTGRESQL),
                new Http(scale, loop, HttpScenario.PAGE),
                new Http(scale, loop, HttpScenario.JSON),
                new Idle(scale, loop, IdleScenario.WEB_SOCKET),
                new Idle(scale, loop, IdleScenario.HTTP),
                Baseline.ofAuthentication(scale, loop),
                new Http(scale, loop, HttpScenario.APPEND),
                new Idle(scale, loop, IdleScenario.TOKENS),
                new Http(scale, loop, HttpScenario.TRACES), // part:traces
                new Transactions(scale, Database.SQLITE),
                new Transactions(scale, Database.POSTGRESQL)));
        // part:scripts
        all.add(new Languages(scale, Task.ECHO));
        all.add(new Languages(scale, Task.JSON));
        all.add(new Start(scale));
        // end:scripts
        return all;
    }
}
