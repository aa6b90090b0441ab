package io.polyloop.journal;

import java.util.regex.Pattern;

/**
 * Functions that statements do not call: they change the session, which others use next, outlive the transaction, act on
 * the server or its files, or run SQL that {@link SqlGuard} has not seen.
 */
final class SqlFunctions {
    /** Advisory locks of a transaction, {@code pg_advisory_xact_lock}, end with it. */
    private static final Pattern REFUSED = Pattern.compile("set_config|setseed"
            + "|pg_(try_)?advisory_(lock|unlock)\\w*"
            + "|pg_(reload_conf|rotate_logfile\\w*|terminate_backend|cancel_backend|promote|switch_wal)"
            + "|pg_(create|drop|copy|backup|logical|replication|wal_replay|stat_reset|read|ls|file)_\\w+"
            + "|pg_stat_reset|pg_stat_file|pg_start_backup|pg_stop_backup|pg_log_\\w+|pg_import_\\w+"
            + "|lo_import|lo_export|dblink\\w*"
            + "|query_to_xml\\w*|ts_stat|ts_rewrite|crosstab\\w*"
            // SQLite
            + "|load_extension|fts3_tokenizer|readfile|writefile|edit");

    private SqlFunctions() {}

    /** @param name in lower case */
    static boolean isRefused(String name) {
        return REFUSED.matcher(name).matches();
    }
}
