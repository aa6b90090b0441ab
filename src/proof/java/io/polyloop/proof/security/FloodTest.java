package io.polyloop.proof.security;

import io.polyloop.fixture.engine.TokenFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Bad tokens flood a node: others must hardly notice, and neither its issuer, its log nor its memory.
 *
 * @param floodFrom the address of the bad clients, or its beginning for some addresses; the good ones have 127.0.0.1
 */
record FloodTest(Path folder, Duration time, String floodFrom) {
    private static final int PER_SECOND = 100;
    private static final Duration WARM_UP = Duration.ofSeconds(15);

    void run(Report report) throws Exception {
        String name = "flood from " + floodFrom + (floodFrom.endsWith(".") ? "x" : "") + ": ";
        try (CountingIssuer issuer = new CountingIssuer();
                TokenNode node = TokenNode.start(folder, TokenFactory.ISSUER, issuer.keys());
                GoodClients good = new GoodClients(node.port())) {
            Iterator<String> tokens = tokens(issuer.tokens());
            good.run(WARM_UP, PER_SECOND, tokens::next);
            Latencies before = good.run(time, PER_SECOND, tokens::next);
            double heap = node.heapMib();
            double log = node.logKib();
            int fetches = issuer.fetches();
            Latencies during;
            Map<Integer, Integer> answers;
            try (BadClients bad = new BadClients(node.port(), issuer.tokens(), floodFrom)) {
                Latencies first = good.run(WARM_UP, PER_SECOND, tokens::next);
                report.info(name + "p99 while the JVMs compile the code of the flood, ms", first.p99());
                during = good.run(time, PER_SECOND, tokens::next);
                answers = bad.answers();
                report.info(
                        name + "KiB a minute of log and audit",
                        (node.logKib() - log) * 60 / time.plus(WARM_UP).toSeconds());
            }
            report(report, name, before, during, answers);
            report.atMost(
                    name + "fetches of the keys",
                    issuer.fetches() - fetches,
                    time.plus(WARM_UP).toSeconds() / 30 + 1);
            report.atMost(name + "KiB of log and audit", node.logKib() - log, 512);
            report.atMost(name + "MiB of live heap more than before", node.heapMib() - heap, 16);
            report.atMost(name + "lines of the log with a token", node.tokensInLog(), 0);
        }
    }

    private void report(Report report, String name, Latencies before, Latencies during, Map<Integer, Integer> answers) {
        int refusals = answers.values().stream().mapToInt(Integer::intValue).sum();
        report.atLeast(
                name + "bad tokens/s", refusals / (double) time.plus(WARM_UP).toSeconds(), 900);
        answers.forEach((status, count) -> report.info(name + "of them with status " + status, count));
        report.info(name + "p99 of good clients before it, ms", before.p99());
        report.info(name + "p99 during it, ms", during.p99());
        report.info(name + "median of the p99 of 5 s before it, ms", before.typicalP99());
        report.info(name + "the same during it, ms", during.typicalP99());
        report.atMost(name + "the same, during / before", during.typicalP99() / before.typicalP99(), 1.5);
        report.atMost(name + "good requests refused", before.refusals() + during.refusals(), 0);
    }

    /** Of ten clients, each with one token. */
    private static Iterator<String> tokens(TokenFactory issuer) {
        List<String> ten = IntStream.range(0, 10)
                .mapToObj(client -> issuer.token("client-" + client))
                .toList();
        return Stream.generate(() -> ten).flatMap(List::stream).iterator();
    }
}
