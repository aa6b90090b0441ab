package io.polyloop.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Units of work and queries from JSON. */
class UnitOfWorkTest {
    @Test
    void a_unit_has_the_statements_and_messages_of_its_json() {
        UnitOfWork unit = UnitOfWork.parse(
                new JsonObject(
                        """
                {"sql": [["update t set a = ? where b = ?", [1.5, null], 1], ["delete from t"]],
                 "append": [["orders", {"n": 1}, "k"], ["orders", null]]}"""));
        assertEquals(
                List.of(
                        new SqlStatement("update t set a = ? where b = ?", Arrays.asList(1.5, null), 1),
                        new SqlStatement("delete from t", List.of(), null)),
                unit.statements());
        assertEquals("k", unit.appends().get(0).key());
        assertEquals("{\"n\":1}", unit.appends().get(0).data().get(0).toString());
        assertEquals("null", unit.appends().get(1).data().get(0).toString());
        assertNull(unit.appends().get(1).key());
    }

    @Test
    void a_whole_number_of_64_bits_is_a_parameter_and_a_larger_one_is_not() {
        assertEquals(List.of(Long.MIN_VALUE), parameters(BigInteger.valueOf(Long.MIN_VALUE)));
        BigInteger larger = BigInteger.ONE.shiftLeft(63);
        assertEquals(
                "parameters[0] must fit into 64 bits",
                assertThrows(IllegalArgumentException.class, () -> parameters(larger))
                        .getMessage());
    }

    private static List<Object> parameters(Object value) {
        return SqlStatement.parse(JsonObject.of("sql", "select ?", "parameters", JsonArray.of(value)))
                .parameters();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'sql': 'delete'} | commit.sql must be an array",
                "{'sql': ['delete']} | commit.sql[0] must be [statement, parameters, expectedRows]",
                "{'sql': [['a', [], 1, 2]]} | commit.sql[0] must be [statement, parameters, expectedRows]",
                "{'sql': [['a'], [7]]} | commit.sql[1][0] must be an SQL statement",
                "{'sql': [[' ']]} | commit.sql[0][0] must be an SQL statement",
                "{'sql': [['a', 7]]} | commit.sql[0][1] must be an array",
                "{'sql': [['a', [1, {}]]]} | commit.sql[0][1][1] must be text, a number, a boolean, bytes or null;"
                        + " write an object as JSON text",
                "{'sql': [['a', []], ['b', [], 'one']]} | commit.sql[1][2] must be a whole number",
                "{'sql': [['a', [], 1.5]]} | commit.sql[0][2] must be a whole number",
                "{'sql': [['a', [], -1]]} | commit.sql[0][2] must be 0 or more rows",
                "{'append': {'orders': 1}} | commit.append must be an array",
                "{'append': [['orders']]} | commit.append[0] must be [topic, data, key]",
                "{'append': [[1, 2]]} | commit.append[0][0] must be text",
                "{'append': [['orders', 2, 3]]} | commit.append[0][2] must be text",
                "{'appends': []} | commit has no field appends; use sql and append",
            })
    void a_unit_of_another_shape_is_refused_by_its_place(String json, String message) {
        JsonObject unit = new JsonObject(json.replace('\'', '"'));
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> UnitOfWork.parse(unit))
                        .getMessage());
    }

    @Test
    void a_name_that_no_topic_can_have_is_refused_with_its_code() {
        JsonObject unit = JsonObject.of("append", JsonArray.of(JsonArray.of("Not A Topic", 1)));
        assertEquals(
                Problem.INVALID_TOPIC,
                assertThrows(ProblemException.class, () -> UnitOfWork.parse(unit))
                        .problem());
    }
}
