package io.polyloop.journal;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A topic that is marked as having messages.
 *
 * @param oldest the first stored message; 0 if there is none, because a deletion was interrupted
 * @param oldestAt the time of that message
 */
record StoredTopic(String name, long head, long first, long oldest, long oldestAt) {

    static StoredTopic of(ResultSet row) throws SQLException {
        return new StoredTopic(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
    }
}
