package io.polyloop.journal;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A topic that has messages, as trimming finds it.
 *
 * @param oldest the first message stored, 0 if there is none: a removal ended before it said so
 * @param oldestAt the time of that one
 */
record StoredTopic(String name, long head, long first, long oldest, long oldestAt) {

    static StoredTopic of(ResultSet row) throws SQLException {
        return new StoredTopic(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
    }
}
