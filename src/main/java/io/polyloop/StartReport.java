package io.polyloop;

import io.polyloop.config.ClusterSettings;
import io.polyloop.config.HttpSettings;
import io.polyloop.config.Settings;
import io.polyloop.config.VerticleSettings;
import java.util.Arrays; // part:kotlin
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs the addresses and the mode of the node after its start. */
final class StartReport {
    private static final Logger LOG = LoggerFactory.getLogger("polyloop");

    private static final String NEXT_LINE = "\n              ";
    private static final String WITHOUT_RULES = NEXT_LINE + "there are no auth.rules: no client can use a topic";

    private static final String WITHOUT_TLS =
            NEXT_LINE + "without TLS: anyone on the path can read the tokens, unless a proxy ends TLS (http.tls)";

    private StartReport() {}

    /** @param epoch of the journal */
    static void print(Settings settings, int port, int managementPort, String epoch) {
        // Not as arguments, whose line breaks the log escapes.
        LOG.info(
                """
                Polyloop %s is up
                  open        %s
                  management  http://%s:%s/readyz and /metrics
                  journal     %s, epoch %s
                  cluster     %s
                  auth        %s
                  languages   %s"""
                        .formatted(
                                version(),
                                address(settings.http(), port),
                                browsable(settings.management().host()),
                                managementPort,
                                journal(settings),
                                epoch,
                                cluster(settings.cluster()),
                                auth(settings),
                                languages(settings.verticles())));
    }

    static String version() {
        String version = StartReport.class.getPackage().getImplementationVersion();
        return version == null ? "(from classes)" : version;
    }

    private static String address(HttpSettings http, int port) {
        String scheme = http.tls().isPresent() ? "https" : "http";
        String plain = http.plainPort() == 0 ? "" : " and http://127.0.0.1:" + http.plainPort() + "/";
        return scheme + "://" + browsable(http.host()) + ":" + port + "/" + plain;
    }

    /** A browser cannot open 0.0.0.0. */
    private static String browsable(String host) {
        return host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
    }

    private static String journal(Settings settings) {
        return settings.journal().embedded()
                ? "SQLite in " + settings.dataDir().toAbsolutePath().normalize()
                : settings.journal().address();
    }

    private static String cluster(ClusterSettings cluster) {
        return cluster.enabled()
                ? cluster.name() + ", this node at " + cluster.host() + ":" + cluster.port() + ", event bus "
                        + cluster.busPort() + (cluster.tls().isPresent() ? " (TLS)" : " (no TLS)")
                        + ", discovery by " + (cluster.dns().isEmpty() ? cluster.seeds() : cluster.dns())
                : "off";
    }

    private static String languages(List<VerticleSettings> verticles) {
        return verticles.isEmpty()
                ? "none; no verticles are configured"
                : verticles.stream()
                        .map(StartReport::language)
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    private static String language(VerticleSettings verticle) {
        // part:kotlin
        if (isKotlin(verticle.name())) {
            return "kotlin";
        }
        // end:kotlin
        return verticle.language();
    }

    // part:kotlin
    /** Looks for the annotation of Kotlin's compiler by name: its class is absent without Kotlin's library. */
    private static boolean isKotlin(String verticle) {
        try {
            ClassLoader loader = StartReport.class.getClassLoader();
            return Arrays.stream(Class.forName(verticle, false, loader).getAnnotations())
                    .anyMatch(mark -> mark.annotationType().getName().equals("kotlin.Metadata"));
        } catch (ClassNotFoundException | LinkageError script) {
            return false;
        }
    }
    // end:kotlin

    private static boolean unprotected(HttpSettings http) {
        return http.tls().isEmpty() && !http.isLoopback();
    }

    private static String developmentTokens(Settings settings) {
        if (settings.acceptsDevelopmentTokens()) {
            return NEXT_LINE + "development tokens are accepted (auth.development)";
        }
        return settings.auth().development() && settings.http().isLoopback()
                ? NEXT_LINE + "development tokens are not accepted: http.trusted-proxies is set"
                : "";
    }

    static String auth(Settings settings) {
        return switch (settings.auth().mode()) {
            case LOOPBACK -> "none; loopback only (auth.mode: loopback)";
            case NONE -> "none; open to every client that can reach the port (auth.mode: none)";
            case TOKEN ->
                "required (auth.mode: token)" + (unprotected(settings.http()) ? WITHOUT_TLS : "")
                        + developmentTokens(settings)
                        + (settings.auth().allowsNothing() ? WITHOUT_RULES : "");
        };
    }
}
