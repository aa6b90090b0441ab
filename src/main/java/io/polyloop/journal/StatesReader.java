package io.polyloop.journal;

import io.polyloop.bus.TopicHeads;
import io.polyloop.topic.TopicName;
import io.polyloop.topic.TopicState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads the states of topics. */
final class StatesReader implements Reading<TopicHeads> {
    private final Query query;
    private final List<TopicState> states = new ArrayList<>();

    /** @param sql selects the columns name, head, first, erased and at */
    StatesReader(String sql, Object... parameters) {
        this.query = new Query(sql, this::add, parameters);
    }

    @Override
    public Query[] first() {
        return new Query[] {query};
    }

    @Override
    public TopicHeads finish(Connection connection, String epoch) {
        return new TopicHeads(epoch, states);
    }

    private void add(ResultSet row) throws SQLException {
        states.add(new TopicState(
                new TopicName(row.getString(1)), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)));
    }
}
