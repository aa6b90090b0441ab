package io.polyloop.journal;

import io.polyloop.auth.Revocation;
import io.polyloop.auth.RevocationPage;
import io.polyloop.auth.Secret;
import io.polyloop.bus.RevocationChanges;
import io.polyloop.topic.Problem;
import io.vertx.core.json.JsonArray;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The revocations in the database. Blocks: for worker threads only. */
final class RevocationTable {
    /** Every node keeps all of them in memory, about 200 bytes each. */
    static final int MAX = 100_000;

    private static final String NEXT_VERSION =
            "update polyloop_revocation_state set version = version + 1 where id = 1 returning version";
    static final String WITHDRAWN =
            "update polyloop_revocation_state set version = version + 1," + " withdrawn = version + 1 where id = 1";
    private static final String ADD = "insert into polyloop_revocations"
            + " (id, kind, issuer, value, at, expires_at, version) values (?, ?, ?, ?, ?, ?, ?)"
            + " on conflict (id) do update set at = excluded.at, expires_at = excluded.expires_at,"
            + " version = excluded.version where excluded.at >= polyloop_revocations.at";
    private static final String REMOVE = "delete from polyloop_revocations where id = ? returning id";
    private static final String HAS = "select id from polyloop_revocations where id = ?";
    private static final String COUNT = "select count(*) from polyloop_revocations where kind <> 'session'";
    private static final String STATE = "select version, withdrawn from polyloop_revocation_state where id = 1";
    private static final String LIST = "select kind, issuer, value, at, expires_at, version from polyloop_revocations";
    private static final String SINCE = LIST + " where version > ? order by version";
    private static final String VALID =
            LIST + " where version > ? and kind <> 'session' and expires_at > ? order by version limit ?";

    private final JournalDatabase database;

    RevocationTable(JournalDatabase database) {
        this.database = database;
    }

    /** Stores a revocation. Refuses more than {@link #MAX}, except of sessions, which maintenance limits. */
    void add(Revocation revocation) throws SQLException {
        database.write((connection, epoch) -> {
            if (revocation.kind() != Revocation.Kind.SESSION && number(connection, COUNT) >= MAX) {
                throw Problem.JOURNAL_BUSY.because("there are " + MAX
                        + " revocations, the most that every node keeps; withdraw those that are not needed");
            }
            add(connection, revocation);
            return null;
        });
    }

    /** Stores a revocation within a transaction. */
    static void add(Connection connection, Revocation revocation) throws SQLException {
        // Locks the row until the commit, so that versions are committed in their order. Whoever also locks rows of
        // other
        // tables locks them before, as the end of a session does.
        long version = number(connection, NEXT_VERSION);
        new Query(
                        ADD,
                        id(revocation.kind(), revocation.issuer(), revocation.value()),
                        name(revocation.kind()),
                        revocation.issuer(),
                        revocation.value(),
                        revocation.at().toEpochMilli(),
                        StoredTime.of(revocation.expiresAt()),
                        version)
                .run(connection);
    }

    /** Removes a revocation; returns whether there was one. If there was none, nodes read nothing again. */
    boolean remove(Revocation.Kind kind, String issuer, String value) throws SQLException {
        String id = id(kind, issuer, value);
        return database.query((connection, epoch) -> found(connection, HAS, id)) && remove(id);
    }

    private boolean remove(String id) throws SQLException {
        return database.write((connection, epoch) -> {
            // First, as in add: in the other order the two could wait for each other.
            new Query(WITHDRAWN).run(connection);
            return found(connection, REMOVE, id);
        });
    }

    /** A page of the revocations of subjects, tokens and keys that have not expired. */
    RevocationPage valid(Instant now, long after, int limit) throws SQLException {
        return database.query((connection, epoch) -> {
            List<Revocation> page = new ArrayList<>();
            long[] last = {0, 0};
            Query.Row row = found -> {
                // One more than asked for shows whether there is a next page.
                if (page.size() == limit) {
                    last[1] = last[0];
                } else {
                    page.add(revocation(found));
                    last[0] = found.getLong(6);
                }
            };
            new Query(VALID, row, after, now.toEpochMilli(), limit + 1).run(connection);
            return new RevocationPage(page, last[1]);
        });
    }

    /** The changes since a point. */
    RevocationChanges changes(RevocationChanges.Point point) throws SQLException {
        return database.read(() -> new Changes(point));
    }

    private static final class Changes implements Reading<RevocationChanges> {
        private final RevocationChanges.Point from;
        private long version;
        private long withdrawn;

        Changes(RevocationChanges.Point from) {
            this.from = from;
        }

        @Override
        public Query[] first() {
            return new Query[] {
                new Query(STATE, row -> {
                    version = row.getLong(1);
                    withdrawn = row.getLong(2);
                })
            };
        }

        @Override
        public RevocationChanges finish(Connection connection, String epoch) throws SQLException {
            RevocationChanges.Point to = new RevocationChanges.Point(epoch, version);
            if (to.equals(from)) {
                return new RevocationChanges(to, false, List.of());
            }
            // A restored database or a promoted standby has other versions.
            boolean whole = !epoch.equals(from.epoch()) || from.version() < withdrawn || from.version() > version;
            return new RevocationChanges(to, whole, list(connection, SINCE, whole ? 0 : from.version()));
        }
    }

    private static List<Revocation> list(Connection connection, String sql, long parameter) throws SQLException {
        List<Revocation> list = new ArrayList<>();
        new Query(sql, row -> list.add(revocation(row)), parameter).run(connection);
        return list;
    }

    private static Revocation revocation(ResultSet row) throws SQLException {
        return new Revocation(
                Revocation.Kind.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                row.getString(2),
                row.getString(3),
                Instant.ofEpochMilli(row.getLong(4)),
                StoredTime.instant(row.getLong(5)));
    }

    private static boolean found(Connection connection, String sql, String id) throws SQLException {
        boolean[] found = new boolean[1];
        new Query(sql, row -> found[0] = true, id).run(connection);
        return found[0];
    }

    private static long number(Connection connection, String sql) throws SQLException {
        long[] number = new long[1];
        new Query(sql, row -> number[0] = row.getLong(1)).run(connection);
        return number[0];
    }

    /** Of a fixed length: an index of PostgreSQL refuses long texts. */
    private static String id(Revocation.Kind kind, String issuer, String value) {
        return Secret.hash(JsonArray.of(name(kind), issuer, value).encode());
    }

    private static String name(Revocation.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
