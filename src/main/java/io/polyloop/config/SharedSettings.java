package io.polyloop.config;

import java.util.Map;
import java.util.TreeMap;

/**
 * The settings in which all nodes of a cluster have to agree: with different ones, what a node promises depends on it.
 */
public final class SharedSettings {
    private SharedSettings() {}

    /** Their values by their keys, written as in {@code conf/polyloop.yaml}. */
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
                "auth.mode", settings.auth(),
                "cluster.max-frame", Quantity.formatBytes(settings.cluster().maxFrame())));
        values.put("journal.retention-topics", journal.retention().rules());
        values.put("journal.key-limit", journal.keyLimit());
        values.put("journal.erase", journal.erase());
        Map<String, String> texts = new TreeMap<>();
        values.forEach((key, value) -> texts.put(key, value.toString()));
        return texts;
    }
}
