package io.polyloop.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The settings that must be equal on all nodes of a cluster: otherwise the guarantees depend on the node.
 */
public final class SharedSettings {
    private static final int DIGEST_BYTES = 8;

    private SharedSettings() {}

    /** Their values by key, in the syntax of {@code conf/polyloop.yaml}. */
    public static Map<String, String> of(Settings settings) {
        JournalSettings journal = settings.journal();
        LimitSettings limits = settings.limits();
        Map<String, Object> values = new TreeMap<>(Map.of(
                "journal.retention",
                        Quantity.formatMillis(journal.retention().all().age().toMillis()),
                "journal.retention-messages", journal.retention().all().messages(),
                "journal.key-retention",
                        Quantity.formatMillis(journal.keyRetention().toMillis()),
                "limits.message", Quantity.formatBytes(limits.message()),
                "limits.batch", limits.batch(),
                "limits.body", Quantity.formatBytes(limits.body()),
                "auth.mode", settings.auth().mode(),
                "cluster.max-frame", Quantity.formatBytes(settings.cluster().maxFrame())));
        values.put("journal.retention-topics", journal.retention().rules());
        values.put("journal.key-limit", journal.keyLimit());
        values.put("journal.erase", journal.erase());
        values.putAll(auth(settings.auth()));
        Map<String, String> texts = new TreeMap<>();
        values.forEach((key, value) -> texts.put(key, value.toString()));
        return texts;
    }

    /** Lists as digests: they can be long, and a difference needs to be seen, not shown. */
    private static Map<String, Object> auth(AuthSettings auth) {
        return Map.of(
                "auth.issuers",
                digest(auth.issuers().stream().map(SharedSettings::text).toList()),
                "auth.rules",
                digest(auth.rules().stream().map(SharedSettings::text).toList()),
                "auth.tenant-claim",
                auth.tenantClaim(),
                "auth.clock-skew",
                Quantity.formatMillis(auth.clockSkew().toMillis()),
                "auth.max-age",
                Quantity.formatMillis(auth.maxAge().toMillis()));
    }

    /** Without the keys: their file can have another path on each node. */
    private static String text(IssuerSettings issuer) {
        return List.of(
                        issuer.issuer(),
                        issuer.audience(),
                        new TreeSet<>(issuer.algorithms()),
                        new TreeSet<>(issuer.types()),
                        issuer.subjectClaim())
                .toString();
    }

    // The order of a set or a map differs from process to process.
    private static String text(RuleSettings rule) {
        return List.of(rule.topics(), new TreeSet<>(rule.allow()), new TreeMap<>(rule.when()))
                .toString();
    }

    private static String digest(List<String> entries) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", entries).getBytes(StandardCharsets.UTF_8));
            return "digest " + HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}
