package io.polyloop.journal;

import java.util.Collections;

/** The journal's SQL, the same for SQLite and PostgreSQL. */
final class Statements {
    /** How far a message's time may be ahead of the clock of the node that stores it: clocks of nodes differ. */
    static final long MAX_CLOCK_LEAD_MS = 60_000;

    // The row stays locked until the commit: whoever writes next waits, so commit order is sequence order.
    // A clock that goes back a little must not make times fall. A time further ahead than clocks of nodes differ was a
    // wrong clock's, and would be given to every later message. An advance by 0 only locks: a repeat stores nothing,
    // and must not look like a new message.
    private static final String ADVANCE = "insert into topics (name, head, first, at, kept) values %s"
            + " on conflict (name) do update set head = topics.head + excluded.head,"
            + " kept = case when excluded.head > 0 then 1 else topics.kept end,"
            + " at = case when excluded.head = 0 then topics.at"
            + " when topics.at <= excluded.at then excluded.at"
            + " when topics.at > excluded.at + " + MAX_CLOCK_LEAD_MS + " then excluded.at + " + MAX_CLOCK_LEAD_MS
            + " else topics.at end"
            + " returning name, head, at";
    private static final String INSERT_MESSAGES = "insert into messages (topic, seq, at, data) values %s";
    // PostgreSQL only. The first message of a batch carries its id.
    static final String INSERT_BATCH = "insert into messages (batch, topic, seq, at, data)"
            + " select case place when 1 then ?::uuid end, topic, seq, at, data"
            + " from unnest(?, ?, ?, ?) with ordinality as batch (topic, seq, at, data, place)";
    static final String FIND_BATCH = "select topics.first, messages.seq is not null from topics"
            + " left join messages on messages.topic = topics.name and messages.seq = ? and messages.batch = ?"
            + " where topics.name = ?";
    static final String PRIMARY = "select 1 from journal left join topics on topics.name = ''"
            + " where id = 1 and current_setting('transaction_read_only') = 'off'";

    static final String INSERT_KEY =
            "insert into idempotency_keys (topic, key, fingerprint, first, count, at) values (?, ?, ?, ?, ?, ?)";
    static final String INSERT_KEYS = "insert into idempotency_keys (topic, key, fingerprint, first, count, at)"
            + " select * from unnest(?, ?, ?, ?, ?, ?)";
    private static final String FIND_KEYS = "select topic, key, fingerprint, first, count, at from idempotency_keys"
            + " where (topic, key) in (values %s)";

    static final String BOUNDS = "select head, first, erased from topics where name = ?";
    static final String READ = "select seq, at, data from messages where topic = ? and seq > ? order by seq limit ?";
    private static final String HEADS = "select name, head, first, erased, at from topics where name in (%s)";
    static final String TOPICS = "select name, head, first, erased, at from topics"
            + " where kept = 1 and head >= first and name > ? and name >= ? and name < ? order by name limit ?";

    /**
     * PostgreSQL only, one round trip. Until the end of the transaction, for behind a pooler the session serves others
     * next. "Lock, then look" does not see what the lock waited for in the snapshot of a stricter level. A COMMIT that
     * waits for a standby and is cut short by statement_timeout is acknowledged without the standby.
     */
    static final String BEGIN = "set transaction isolation level read committed;"
            + " select set_config('lock_timeout', ?, true), set_config('idle_in_transaction_session_timeout', ?, true),"
            + " set_config('statement_timeout', '0', true), journal_epoch()";

    static final String EPOCH = "select epoch from journal where id = 1";
    static final String NEW_EPOCH = "insert into journal (id, epoch) values (1, ?) on conflict (id) do nothing";
    static final String PROBE_TOPIC = "insert into topics (name, head, first, at, kept) values ('', 0, 1, 0, 0)"
            + " on conflict (name) do update set at = 0";
    static final String PROBE_MESSAGE = "insert into messages (topic, seq, at, data) values ('', ?, ?, ?)";
    static final String PROBE_MESSAGE_END = "delete from messages where topic = ''";
    static final String PROBE_TOPIC_END = "delete from topics where name = ''";
    static final String RENEW_EPOCH = "update journal set epoch = ? where id = 1";

    // What is stored may begin before first, if the removal of messages did not come to its end.
    static final String KEPT = "select name, head, first,"
            + " (select min(seq) from messages where topic = name),"
            + " (select at from messages where topic = name order by seq limit 1)"
            + " from topics where kept = 1 and name > ? order by name limit ?";
    static final String TIMES = "select seq, at from messages where topic = ? and seq >= ? order by seq limit ?";
    static final String SIZES =
            "select seq, octet_length(data) from messages where topic = ? and seq >= ? order by seq limit ?";
    static final String MOVE_FIRST = "update topics set first = ? where name = ? and first < ?";
    static final String DELETE_MESSAGES = "delete from messages where topic = ? and seq in"
            + " (select seq from messages where topic = ? and seq <= ? order by seq limit ?)";
    static final String MARK_ERASED = "update topics set first = case when first <= ? then ? + 1 else first end,"
            + " erased = case when erased < ? then ? else erased end where name = ?";
    static final String DATABASE_BYTES = "select pg_database_size(current_database())";
    static final String MARK_EMPTY = "update topics set kept = 0 where name = ? and head <= ?";
    static final String MARK_KEPT = "update topics set kept = 1 where kept = 0 and head >= first";
    static final String EXPIRED_KEYS = "delete from idempotency_keys where (topic, key) in"
            + " (select topic, key from idempotency_keys where at < ? order by at limit ?)";
    static final String OLDEST_KEYS = "delete from idempotency_keys where (topic, key) in"
            + " (select topic, key from idempotency_keys order by at limit ?)";
    static final String COUNT_KEYS = "select count(*) from idempotency_keys";
    static final String COUNT_EMPTY = "select count(*) from topics where kept = 0";
    static final String COUNT_KEPT =
            "select count(*), coalesce(sum(head - first + 1), 0) from topics where kept = 1 and head >= first";

    static final int MESSAGE_COLUMNS = 4;

    private Statements() {}

    /** Gives sequence numbers in so many topics. */
    static String advance(int topics) {
        return ADVANCE.formatted(rows("(?, ?, 1, ?, ?)", topics));
    }

    static String insertMessages(int messages) {
        return INSERT_MESSAGES.formatted(rows("(?, ?, ?, ?)", messages));
    }

    /** The state of so many topics, one at least: PostgreSQL does not know the empty list. */
    static String heads(int topics) {
        return HEADS.formatted(rows("?", topics));
    }

    static String findKeys(int keys) {
        return FIND_KEYS.formatted(rows("(?, ?)", keys));
    }

    private static String rows(String row, int count) {
        return String.join(", ", Collections.nCopies(count, row));
    }
}
