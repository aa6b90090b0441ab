package io.polyloop.journal;

/** The SQL that is the same for SQLite and PostgreSQL. */
final class Statements {
    /** The most that a message's time can be ahead of the clock of its node: the clocks of nodes differ. */
    static final long MAX_CLOCK_LEAD_MS = 60_000;

    static final String BOUNDS = "select head, first, erased from topics where name = ?";
    static final String READ = "select seq, at, data from messages where topic = ? and seq > ? order by seq limit ?";
    static final String HEADS = "select name, head, first, erased, at from topics where name in (%s)";
    static final String TOPICS = "select name, head, first, erased, at from topics"
            + " where kept = 1 and head >= first and name > ? and name >= ? and name < ? order by name limit ?";

    static final String EPOCH = "select epoch from journal where id = 1";
    static final String NEW_EPOCH = "insert into journal (id, epoch) values (1, ?) on conflict (id) do nothing";
    static final String PROBE_TOPIC = "insert into topics (name, head, first, at, kept) values ('', 0, 1, 0, 0)"
            + " on conflict (name) do update set at = 0";
    static final String PROBE_MESSAGE = "insert into messages (topic, seq, at, data) values ('', ?, ?, ?)";
    static final String PROBE_MESSAGE_END = "delete from messages where topic = ''";
    static final String PROBE_TOPIC_END = "delete from topics where name = ''";
    static final String RENEW_EPOCH = "update journal set epoch = ? where id = 1";

    // Stored messages can start before first, if a deletion was interrupted.
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

    private Statements() {}
}
