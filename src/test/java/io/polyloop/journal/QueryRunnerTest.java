package io.polyloop.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.polyloop.config.JournalSettings;
import io.polyloop.sql.SqlStatement;
import io.polyloop.topic.ProblemException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryRunnerTest {
    private static final SqlStatement SESSION = SqlStatement.of("select pg_backend_pid() as pid", List.of());

    @Test
    void a_query_that_fails_keeps_its_connection(@TempDir Path dir) {
        JournalSettings settings = TestSettings.at(TestDatabase.POSTGRESQL.newUrl());
        try (JournalDatabase database = JournalDatabase.open(settings, dir)) {
            QueryRunner queries = new QueryRunner(database, settings.sql());
            Number before = queries.run(SESSION, queries.deadline()).get(0).number("pid");
            for (String faulty : List.of("select * from orderz", "select 1 as a, 2 as a")) {
                SqlStatement query = SqlStatement.of(faulty, List.of());
                assertThrows(ProblemException.class, () -> queries.run(query, queries.deadline()));
            }

            assertEquals(before, queries.run(SESSION, queries.deadline()).get(0).number("pid"));
        }
    }
}
