package io.polyloop.journal;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;
import org.sqlite.jdbc4.JDBC4Connection;
import org.sqlite.jdbc4.JDBC4PreparedStatement;

/**
 * A connection that keeps its prepared statements when they are closed, as the driver of PostgreSQL does: to prepare a
 * statement takes SQLite as long as to run it. A closed statement is not used.
 */
final class SqliteConnection extends JDBC4Connection {
    private static final int MAX_KEPT = 64;
    private static final int MAX_LENGTH = 4_000;
    /** Not a PRAGMA: some have their effect, or read their value, when they are prepared. */
    private static final Pattern KEPT =
            Pattern.compile("\\s*(select|insert|update|delete|with|savepoint|release)\\b", Pattern.CASE_INSENSITIVE);

    // guarded by this: the end of its time can close the connection of a transaction on another thread
    /** By their text, the one that was used longest ago first. */
    private final Map<String, Kept> idle = new LinkedHashMap<>();

    private SqliteConnection(String url, Properties pragmas) throws SQLException {
        super(url, url.substring(org.sqlite.JDBC.PREFIX.length()), pragmas);
    }

    /** Opens connections with these pragmas. */
    static SQLiteDataSource source(String url, Properties pragmas) {
        return new SQLiteDataSource() {
            @Override
            public SQLiteConnection getConnection(String user, String password) throws SQLException {
                return new SqliteConnection(url, pragmas);
            }
        };
    }

    @Override
    public synchronized PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        Kept kept = idle.remove(sql);
        if (kept != null) {
            kept.closed = false;
            return kept;
        }
        boolean keep = sql.length() <= MAX_LENGTH && KEPT.matcher(sql).lookingAt();
        return keep ? new Kept(this, sql) : super.prepareStatement(sql, type, concurrency, holdability);
    }

    /** Keeps a statement for the next use of its text; returns whether it does. */
    private synchronized boolean keep(Kept statement) throws SQLException {
        // Two of the same text can be in use at the same time.
        if (isClosed() || idle.containsKey(statement.sql())) {
            return false;
        }
        statement.reset();
        if (idle.size() == MAX_KEPT) {
            Iterator<Kept> oldest = idle.values().iterator();
            Kept removed = oldest.next();
            oldest.remove();
            removed.end();
        }
        idle.put(statement.sql(), statement);
        return true;
    }

    /** Closes its statements too. */
    @Override
    public synchronized void close() throws SQLException {
        idle.clear();
        super.close();
    }

    private static final class Kept extends JDBC4PreparedStatement {
        private final SqliteConnection owner;
        // guarded by owner
        private boolean closed;

        Kept(SqliteConnection owner, String sql) throws SQLException {
            super(owner, sql);
            this.owner = owner;
        }

        String sql() {
            return sql;
        }

        /** Ends its execution, and frees what was bound. */
        void reset() throws SQLException {
            rs.close();
            pointer.safeRunConsume((database, statement) -> database.reset(statement));
            clearBatch();
            clearParameters();
        }

        void end() throws SQLException {
            super.close();
        }

        @Override
        public void close() throws SQLException {
            synchronized (owner) {
                // Twice has no effect (JDBC): otherwise it would end while it waits for its next use.
                if (!closed) {
                    closed = true;
                    if (!owner.keep(this)) {
                        end();
                    }
                }
            }
        }
    }
}
