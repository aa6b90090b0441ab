package io.polyloop.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class EngineTablesTest {
    /** From before tables had a prefix: a service can have tables of any other name. */
    private static final List<String> WITHOUT_PREFIX =
            List.of("flyway_schema_history", "idempotency_keys", "journal", "journal_origin", "messages", "topics");

    @TempDir
    Path dir;

    @OnEachDatabase
    void every_table_of_the_engine_is_known_and_a_new_one_has_the_prefix(TestDatabase kind) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (JournalDatabase database = JournalDatabase.open(TestSettings.at(kind.newUrl()), dir);
                Connection connection = database.connection();
                ResultSet rows = connection
                        .getMetaData()
                        .getTables(null, kind == TestDatabase.SQLITE ? null : "public", null, new String[] {"TABLE"})) {
            while (rows.next()) {
                tables.add(rows.getString("TABLE_NAME"));
            }
        }
        assertTrue(tables.contains("messages"), tables::toString);
        assertEquals(
                List.of(),
                tables.stream().filter(name -> !EngineTables.has(name)).toList());
        assertEquals(
                List.of(),
                tables.stream()
                        .filter(name -> !name.startsWith("polyloop_") && !WITHOUT_PREFIX.contains(name))
                        .toList());
        assertFalse(EngineTables.has("orders"));
        assertTrue(EngineTables.has("polyloop_" + "NEW"));
    }
}
