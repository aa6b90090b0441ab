package io.polyloop.sql;

import static io.polyloop.sql.BadStatementIT.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.fixture.LogCapture;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results and units beyond the limits of {@code sql}, with plain messages beside. */
class LargeResultIT {
    private static final String NUMBERS =
            "with recursive n(i) as (select 1 union all select i + 1 from n where i < %d) select i from n";

    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    sqlite     | select hex(zeroblob(20000000)) as text
                    postgresql | select repeat('x', 40000000) as text
                    """)
    void results_beyond_the_limits_are_refused(String database, String largeValue) {
        try (SqlNode node = SqlNode.start(database, dir, "sql.max-rows", 1_000, "sql.max-bytes", "64KiB");
                LogCapture log = new LogCapture("io.polyloop.journal")) {
            assertProblem(500, "internal", node.query(largeValue), "one large value");
            assertEquals(1, log.count("sql.max-bytes"));
            assertProblem(500, "internal", node.query(NUMBERS.formatted(3_000_000)), "many rows");
            assertProblem(500, "internal", node.query(NUMBERS.formatted(1_001)), "one row too many");
            assertEquals(2, log.count("sql.max-rows"));
            HttpResponse<String> most = node.query(NUMBERS.formatted(1_000));
            assertEquals(1_000, new JsonArray(most.body()).size());
            node.assertUnharmed();
        }
    }

    @ParameterizedTest
    @CsvSource({SqlNode.SQLITE, SqlNode.POSTGRESQL})
    void a_unit_of_too_many_statements_or_messages_is_refused(String database) {
        try (SqlNode node = SqlNode.start(database, dir, "sql.max-statements", 10, "limits.batch", 10)) {
            JsonArray add = JsonArray.of("update things set amount = amount + 1", JsonArray.of());
            assertProblem(413, "too_large", unit(node, "/unit", Collections.nCopies(11, add), 1), "statements");
            assertProblem(413, "too_large", unit(node, "/unit", Collections.nCopies(1, add), 11), "messages");
            assertProblem(413, "too_large", unit(node, "/transaction", Collections.nCopies(1, add), 11), "messages");
            node.assertNothingStored("too many");
            node.assertUnharmed();
        }
    }

    private static HttpResponse<String> unit(SqlNode node, String path, List<JsonArray> sql, int messages) {
        JsonArray topics = new JsonArray(Collections.nCopies(messages, SqlNode.TOPIC));
        return node.post(path, JsonObject.of("sql", new JsonArray(sql), "append", topics));
    }
}
