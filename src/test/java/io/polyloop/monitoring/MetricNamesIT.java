package io.polyloop.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.polyloop.fixture.Http;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.Certificate;
import io.polyloop.fixture.engine.FakeIssuer;
import io.polyloop.fixture.engine.TestCluster;
import io.polyloop.fixture.engine.TokenFactory;
import io.vertx.core.json.JsonArray;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule that names a metric or a label that no node sends would stay silent forever, and a panel empty. */
class MetricNamesIT {
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

    @TempDir
    Path folder;

    /** One node with everything that adds metrics: a cluster, certificates, an issuer, traces. */
    @Test
    void every_metric_and_label_of_the_rules_and_dashboards_is_in_a_scrape() throws Exception {
        Certificate certificate = Certificate.create(folder, "ip:127.0.0.1");
        X509Bundle authority = new CertificateBuilder()
                .subject("CN=ca")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        X509Bundle bus = new CertificateBuilder().subject("CN=node").buildIssuedBy(authority);
        try (FakeIssuer issuer = new FakeIssuer(new TokenFactory("a"));
                TestCluster cluster = new TestCluster(folder)) {
            TestNode node = cluster.join(
                    "http.tls.cert", certificate.pem().toString(),
                    "http.tls.key", certificate.key().toString(),
                    "cluster.tls.cert", bus.toTempCertChainPem().toString(),
                    "cluster.tls.key", bus.toTempPrivateKeyPem().toString(),
                    "cluster.tls.ca", authority.toTempRootCertPem().toString(),
                    "traces.endpoint", "http://127.0.0.1:9/v1/traces", // part:traces
                    "auth.mode", "token",
                    "auth.issuers", JsonArray.of(issuer.settings()));
            Map<String, Set<String>> scrape = labelsByMetric(node);
            assertEquals(
                    List.of(),
                    Stream.concat(Rules.expressions().stream(), Dashboard.expressions())
                            .flatMap(text -> new Expression(text).missing(scrape).stream())
                            .distinct()
                            .toList());
        }
    }

    private static Map<String, Set<String>> labelsByMetric(TestNode node) {
        Map<String, Set<String>> labels = new HashMap<>();
        Http.get(node.management("/metrics")).body().lines().forEach(line -> {
            Matcher sample = SAMPLE.matcher(line);
            if (sample.matches()) {
                Set<String> names = labels.computeIfAbsent(sample.group(1), name -> new HashSet<>());
                LABEL.matcher(sample.group(2) == null ? "" : sample.group(2))
                        .results()
                        .forEach(label -> names.add(label.group(1)));
            }
        });
        return labels;
    }
}
