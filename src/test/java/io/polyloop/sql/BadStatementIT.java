package io.polyloop.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.LogCapture;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that cannot run, after a row and a message of the same unit or transaction, with plain messages beside. */
class BadStatementIT {
    /** What is wrong, and a statement that is wrong in this way. */
    private static final Map<String, String> FAULTS = Map.ofEntries(
            Map.entry("a syntax error", "updat things set amount = 1"),
            Map.entry("nothing", " "),
            Map.entry("no such table", "update thingz set amount = 1"),
            Map.entry("no such column", "update things set amout = 1"),
            Map.entry("no such function", "update things set amount = nonsense(1)"),
            Map.entry("a missing parameter", "update things set amount = ?"),
            Map.entry("two statements", "update things set amount = 1; delete from things"),
            Map.entry("the end of the transaction", "commit"),
            Map.entry("a rollback", "rollback"),
            Map.entry("a savepoint", "savepoint mine"),
            Map.entry("a change of the schema", "drop table things"),
            Map.entry("a setting of the session", "set search_path = nowhere"),
            Map.entry("a pragma", "pragma synchronous = off"),
            Map.entry("a table of the engine", "delete from messages"),
            Map.entry("the sequence of a topic", "update topics set head = 1000"));

    private static final List<String> VIOLATIONS = List.of(
            "insert into things (id, amount) values (1, 1)",
            "insert into things (id, amount) values (4, -1)",
            "update things set amount = null where id = 1");

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(strings = {SqlNode.SQLITE, SqlNode.POSTGRESQL})
    void a_statement_that_cannot_run_stores_nothing_and_its_reason_is_logged(String database) {
        try (SqlNode node = SqlNode.start(database, dir);
                LogCapture log = new LogCapture("io.polyloop.journal")) {
            FAULTS.forEach((what, sql) -> {
                for (String path : List.of("/unit", "/transaction")) {
                    log.clear();
                    assertProblem(500, "internal", node.afterInsert(path, sql), path + ": " + what);
                    assertFalse(log.messages().isEmpty(), path + " logs nothing about " + what);
                    node.assertNothingStored(path + ": " + what);
                }
            });
            node.assertUnharmed();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {SqlNode.SQLITE, SqlNode.POSTGRESQL})
    void rows_that_violate_a_constraint_are_a_conflict(String database) {
        try (SqlNode node = SqlNode.start(database, dir)) {
            for (String sql : VIOLATIONS) {
                for (String path : List.of("/unit", "/transaction")) {
                    assertProblem(409, "conflict", node.afterInsert(path, sql), path + ": " + sql);
                    node.assertNothingStored(path + ": " + sql);
                }
            }
            node.assertUnharmed();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {SqlNode.SQLITE, SqlNode.POSTGRESQL})
    void other_rows_than_expected_are_a_conflict(String database) {
        try (SqlNode node = SqlNode.start(database, dir)) {
            JsonArray insert = JsonArray.of(SqlNode.INSERT, JsonArray.of(3, 30), 1);
            JsonArray update = JsonArray.of("update things set amount = 0", JsonArray.of(), 2);
            JsonObject unit = JsonObject.of("sql", JsonArray.of(insert, update), "append", JsonArray.of(SqlNode.TOPIC));

            HttpResponse<String> refused = node.post("/unit", unit);
            assertProblem(409, "conflict", refused, "three rows instead of two");
            assertTrue(Http.body(refused).getString("detail").contains("3"), refused.body());
            node.assertNothingStored("three rows instead of two");
            node.assertUnharmed();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {SqlNode.SQLITE, SqlNode.POSTGRESQL})
    void a_query_changes_nothing(String database) {
        List<String> changes = List.of(
                "delete from things",
                "drop table things",
                "select 1; delete from things",
                database.equals(SqlNode.SQLITE)
                        ? "insert into things (id, amount) values (3, 3) returning id"
                        : "with gone as (delete from things returning id) select id from gone");
        try (SqlNode node = SqlNode.start(database, dir)) {
            for (String sql : changes) {
                assertProblem(500, "internal", node.query(sql), sql);
                node.assertNothingStored(sql);
            }
            assertEquals(200, node.query("select id, amount from things").statusCode());
            node.assertUnharmed();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {SqlNode.SQLITE, SqlNode.POSTGRESQL})
    void a_value_in_a_parameter_is_never_a_statement(String database) {
        try (SqlNode node = SqlNode.start(database, dir)) {
            node.execute("create table names (name text not null)");
            String value = "'); delete from things; --";
            HttpResponse<String> stored = node.afterInsert("/unit", "insert into names (name) values (?)", value);
            assertEquals(200, stored.statusCode(), stored.body());
            assertEquals(3, node.count("select count(*) from things"));
            JsonArray rows = new JsonArray(node.query("select name from names").body());
            assertEquals(value, rows.getJsonObject(0).getString("name"));
        }
    }

    /** It is checked at the COMMIT, which a unit shares with others. */
    @ParameterizedTest
    @ValueSource(strings = {SqlNode.SQLITE, SqlNode.POSTGRESQL})
    void a_deferred_constraint_refuses_its_own_unit_alone(String database) {
        try (SqlNode node = SqlNode.start(database, dir)) {
            node.execute("create table parts (thing bigint references things (id) deferrable initially deferred)");
            for (String path : List.of("/unit", "/transaction", "/unit", "/unit", "/unit")) {
                HttpResponse<String> refused = node.afterInsert(path, "insert into parts (thing) values (?)", 1_000);
                assertProblem(409, "conflict", refused, path);
            }
            node.assertNothingStored("a part of no thing");
            node.assertUnharmed();
        }
    }

    static void assertProblem(int status, String code, HttpResponse<String> answer, String why) {
        assertEquals(status, answer.statusCode(), why + " " + answer.body());
        assertEquals(code, Http.body(answer).getString("code"), why);
    }
}
