package io.polyloop.config;

import java.util.Map;
import java.util.TreeMap;

/**
 * The settings that must be equal on all nodes of a cluster: otherwise the guarantees depend on the node.
 */
public final class SharedSettings {
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
        Map<String, String> texts = new TreeMap<>();
        values.forEach((key, value) -> texts.put(key, value.toString()));
        return texts;
    }
}
