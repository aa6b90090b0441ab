package io.polyloop.journal;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.sql.SqlStatement;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlGuardTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from orders",
                "  SELECT 'it''s; -- text' as \"a;b\" from orders; ",
                "-- a comment; with a semicolon\nselect 1",
                "select /* ; ' */ 1",
                "(select 1) union (select 2)",
                "with recent as (select * from orders) select * from recent",
                "values (1), (2)",
                "explain select 1",
                "select seq, data from messages where topic = 'orders.placed'",
                "select data ->> 'id', at::date, tags[1:2], replace(name, 'a', 'b') from orders",
                "select * from orders for no key update",
                "select data ?? 'id' from orders",
                "select `name`, [name] from orders",
                "select a$b from orders",
                "select pg_advisory_xact_lock(1), pg_try_advisory_xact_lock(2), nextval('n'), currval('n')",
                "select set_config from orders where edit = 'set_config(1)'",
            })
    void a_query_is_accepted(String sql) {
        assertDoesNotThrow(() -> SqlGuard.checkQuery(statement(sql, 0)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into orders (id) values (?)",
                "insert into edit (id) values (?)",
                "INSERT INTO orders select ? from messages",
                "insert into orders (id) values (?) on conflict (id) do update set id = excluded.id",
                "update or ignore orders set id = ?;",
                "update only (orders) set note = 'into messages', id = ?",
                "delete from app.orders where id = ? returning id",
                "with gone as (select id from orders where id = ?) delete from orders where id in (select id from gone)",
                "merge into orders using (select ? as id) as new on orders.id = new.id when matched then delete",
            })
    void a_change_of_own_rows_is_accepted(String sql) {
        assertDoesNotThrow(() -> SqlGuard.checkChange(statement(sql, 1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "select 1; drop table orders | several statements",
                "select 'a | is not closed",
                "select /* 1 | is not closed",
                "select /* /* */ 1 */ 1 | contains /*",
                "-- only a comment | is empty",
                "drop table orders | begins with select",
                "pragma query_only = 0 | begins with select",
                "attach 'x' as y | begins with select",
                "copy orders to '/tmp/x' | begins with select",
                "do 'x' | begins with select",
                "call f() | begins with select",
                "set role x | begins with select",
                "listen x | begins with select",
                "begin | begins with select",
                "insert into orders values (1) | belongs in an update",
                "with a as (select 1) insert into orders select 1 | belongs in an update",
                "with a as (delete from orders returning id) select * from a | delete belongs in an update",
                "explain analyze update orders set id = 1 | update belongs in an update",
                "select 1 into x | into belongs in an update",
                "select * from topics for update | would lock topics",
                "select * from orders, \"messages\" for key share | would lock messages",
                "select $1 | contains $",
                "select $$a$$ | contains $",
                "select ?1 | without a name or number",
                "select :name | without a name or number",
                "select @name | without a name or number",
                "select E'a\\n' | escapes with a backslash",
                "select U&\"a\" | escapes with a backslash",
                "select ? | has 1 ? and gets 0 parameters; write an operator ? as ??",
                "select data ? 'a' from orders | write an operator ? as ??",
            })
    void another_statement_is_refused_as_a_query(String sql, String reason) {
        refused(reason, () -> SqlGuard.checkQuery(statement(sql, 0)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "select 1 | belongs in a query",
                "with a as (select 1) select * from a | belongs in a query",
                "create table a (id text) | by migrations",
                "truncate orders | by migrations",
                "delete from messages | messages is a table of the engine",
                "delete from only (Topics) | topics is a table of the engine",
                "update \"journal\" set epoch = 'a' | journal is a table of the engine",
                "update main.[idempotency_keys] set at = 0 | idempotency_keys is a table of the engine",
                "update [main].[topics] set at = 0 | topics is a table of the engine",
                "insert or replace into 'topics' values (1) | topics is a table of the engine",
                "insert into polyloop_credentials values (1) | polyloop_credentials is a table",
                "update app_schema_history set success = 1 | app_schema_history is a table",
                "update sqlite_master set sql = '' | sqlite_master is a table",
                "update pg_catalog.x set y = '' | pg_catalog is a table",
                "with a as (delete from messages returning seq) insert into orders select seq from a | messages is",
                "merge into messages using orders on true when matched then delete | messages is a table",
                "update/**/messages set seq = 1 | messages is a table",
                "delete from orders where id = 1; delete from orders | several statements",
            })
    void another_statement_is_refused_as_a_change(String sql, String reason) {
        refused(reason, () -> SqlGuard.checkChange(statement(sql, 0)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set_config('synchronous_commit', 'off', false)",
                "SET_CONFIG ('a', 'b', true)",
                "\"set_config\"('a', 'b', true)",
                "pg_catalog . set_config/**/('a', 'b', true)",
                "pg_catalog.\"set_config\"\n('a', 'b', true)",
                "pg_advisory_lock(1)",
                "pg_advisory_lock_shared(1)",
                "pg_try_advisory_lock(1)",
                "pg_advisory_unlock_all()",
                "pg_reload_conf()",
                "pg_terminate_backend(1)",
                "pg_cancel_backend(1)",
                "pg_read_file('x')",
                "pg_read_binary_file('x')",
                "pg_ls_dir('.')",
                "lo_import('x')",
                "lo_export(1, 'x')",
                "dblink('a', 'b')",
                "dblink_exec('a', 'b')",
                "query_to_xml('select 1', true, true, '')",
                "load_extension('x')",
                "[load_extension]('x')",
                "`writefile`('x', 'y')",
                "readfile('x')",
                "edit('x')",
            })
    void a_function_with_effects_outside_of_the_transaction_is_refused(String call) {
        refused("effects outside", () -> SqlGuard.checkQuery(statement("select " + call, 0)));
        refused("effects outside", () -> SqlGuard.checkQuery(statement("select * from " + call, 0)));
        refused("effects outside", () -> SqlGuard.checkChange(statement("insert into t select " + call, 0)));
        refused("effects outside", () -> SqlGuard.checkChange(statement("update t set a = (" + call + ")", 0)));
    }

    @Test
    void text_with_the_character_0_is_a_fault_of_the_client() {
        SqlStatement query = SqlStatement.of("select ?, ?", List.of("a", "secret\0"));
        for (int repeat = 0; repeat < 2; repeat++) {
            ProblemException refusal = assertThrows(ProblemException.class, () -> SqlGuard.checkQuery(query));
            assertEquals(Problem.INVALID_PARAMETER, refusal.problem());
            assertEquals("parameter 2 of a statement " + SqlData.NUL, refusal.getMessage());
        }
    }

    @Test
    void a_parameter_that_is_no_plain_value_is_refused() {
        refused(
                "parameter 2 is a ListN; pass text",
                () -> SqlGuard.checkQuery(SqlStatement.of("select ?, ?", List.of(1, List.of(1, 2, 3)))));
        refused(
                "parameter 1 is a MapN; pass text",
                () -> SqlGuard.checkQuery(SqlStatement.of("select ?", List.of(Map.of("a", 1, "b", 2)))));
        refused("parameter 1 is NaN", () -> SqlGuard.checkQuery(SqlStatement.of("select ?", List.of(Double.NaN))));
    }

    @Test
    void a_statement_that_was_accepted_is_checked_again_with_its_parameters() {
        String sql = "select 'repeated', ?";
        assertDoesNotThrow(() -> SqlGuard.checkQuery(statement(sql, 1)));
        assertDoesNotThrow(() -> SqlGuard.checkQuery(statement(sql, 1)));
        refused("has 1 ? and gets 2 parameters", () -> SqlGuard.checkQuery(statement(sql, 2)));
        refused("belongs in a query", () -> SqlGuard.checkChange(statement(sql, 1)));
    }

    @Test
    void a_statement_of_any_length_is_refused() {
        refused(
                "longer than 100000 characters",
                () -> SqlGuard.checkQuery(statement("select '" + "a".repeat(100_000) + "'", 0)));
    }

    private static SqlStatement statement(String sql, int parameters) {
        return SqlStatement.of(sql, Collections.nCopies(parameters, 1));
    }

    private static void refused(String reason, Runnable check) {
        ProblemException refusal = assertThrows(ProblemException.class, check::run);
        assertEquals(Problem.INTERNAL, refusal.problem());
        assertTrue(refusal.getMessage().contains(reason), refusal::getMessage);
    }
}
