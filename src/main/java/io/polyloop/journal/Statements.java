package io.polyloop.journal;

import java.util.Collections;

/** The journal's SQL, the same for SQLite and PostgreSQL. */
final class Statements {
    // The row stays locked until the commit: whoever writes next waits, so commit order is sequence order.
    // A clock that goes back must not make times fall: trimming by age would then leave holes. An advance by 0 only
    // locks: a repeat stores nothing, and must not look like a new message.
    private static final String ADVANCE = "insert into topics (name, head, first, at) values %s"
            + " on conflict (name) do update set head = topics.head + excluded.head,"
            + " at = case when excluded.head > 0 and excluded.at > topics.at then excluded.at else topics.at end"
            + " returning name, head, at";
    private static final String INSERT_MESSAGES = "insert into messages (topic, seq, at, data) values %s";
    // PostgreSQL only. The first message of a batch carries its id.
    static final String INSERT_BATCH = "insert into messages (batch, topic, seq, at, data)"
            + " select case place when 1 then ?::uuid end, topic, seq, at, data"
            + " from unnest(?, ?, ?, ?) with ordinality as batch (topic, seq, at, data, place)";
    static final String FIND_BATCH = "select topics.first, messages.seq is not null from topics"
            + " left join messages on messages.topic = topics.name and messages.seq = ? and messages.batch = ?"
            + " where topics.name = ?";
    static final String PRIMARY =
            "select 1 from journal where id = 1 and current_setting('transaction_read_only') = 'off'";

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
            + " where name >= ? and name < ? and head > 0 order by name limit ?";

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
    static final String PROBE_WRITE = "update journal set epoch = epoch where id = 1";

    static final String EXPIRED_BY_COUNT = "select name, head - ? from topics where head - first >= ?";
    static final String EXPIRED_BY_AGE = "select topic, max(seq) from messages where at < ? group by topic";
    static final String MOVE_FIRST = "update topics set first = ? where name = ? and first < ?";
    static final String DELETE_MESSAGES = "delete from messages where topic = ? and seq in"
            + " (select seq from messages where topic = ? and seq <= ? order by seq limit ?)";
    static final String DELETE_KEYS = "delete from idempotency_keys where at < ?";

    static final int MESSAGE_COLUMNS = 4;

    private Statements() {}

    /** Gives sequence numbers in so many topics. */
    static String advance(int topics) {
        return ADVANCE.formatted(rows("(?, ?, 1, ?)", topics));
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
