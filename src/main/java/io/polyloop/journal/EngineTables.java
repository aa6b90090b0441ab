package io.polyloop.journal;

import java.util.Locale;
import java.util.Set;

/** The tables that only the engine changes: its own, and those of the databases. */
final class EngineTables {
    /** The first tables have no prefix; later ones have. */
    private static final Set<String> NAMES = Set.of(
            "journal",
            "journal_origin",
            "topics",
            "messages",
            "idempotency_keys",
            Schema.ENGINE_HISTORY,
            Schema.APP_HISTORY);

    private static final Set<String> PREFIXES = Set.of("polyloop_", "sqlite_", "pg_");

    private EngineTables() {}

    /** Whether the table or schema with this name, in any case, is one of them. */
    static boolean has(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return NAMES.contains(lower)
                || lower.equals("information_schema")
                || PREFIXES.stream().anyMatch(lower::startsWith);
    }
}
