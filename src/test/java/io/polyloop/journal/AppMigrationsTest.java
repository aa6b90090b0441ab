package io.polyloop.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.LogCapture;
import io.polyloop.sql.Row;
import io.polyloop.sql.SqlStatement;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

class AppMigrationsTest {
    private static final String ORDERS = "create table orders (id text not null primary key, total bigint not null);\n"
            + "insert into orders values ('a', 5);";

    @TempDir
    Path temporary;

    private String url;

    @OnEachDatabase
    void migrations_run_once_in_the_order_of_their_versions(TestDatabase kind) throws IOException {
        url = kind.newUrl();
        write("V10__note.sql", "alter table orders add column note text");
        write("V2__orders.sql", ORDERS);
        assertEquals(List.of("a"), orders());
        write("V10_1__more.sql", "insert into orders values ('${b}', 6, null)");
        assertEquals(List.of("${b}", "a"), orders());
        assertEquals(List.of("${b}", "a"), orders());
    }

    @OnEachDatabase
    void a_folder_of_a_kind_of_database_is_for_that_kind(TestDatabase kind) throws IOException {
        url = kind.newUrl();
        write("sqlite/V1__orders.sql", "create table orders (id text); insert into orders values ('sqlite')");
        write("postgresql/V1__orders.sql", "create table orders (id text); insert into orders values ('postgresql')");
        write("README.md", "not a migration");
        write("..data/V1__orders.sql", "of a volume");
        assertEquals(List.of(kind == TestDatabase.SQLITE ? "sqlite" : "postgresql"), orders());
    }

    @OnEachDatabase
    void a_database_without_migrations_gets_no_history(TestDatabase kind) {
        url = kind.newUrl();
        try (JournalDatabase database = open()) {
            assertThrows(Exception.class, () -> rows(database, "select * from app_schema_history"));
        }
    }

    @OnEachDatabase
    void a_failed_migration_names_its_statement_leaves_nothing_and_can_be_corrected(TestDatabase kind)
            throws IOException {
        url = kind.newUrl();
        write("V1__orders.sql", ORDERS);
        write(
                "V2__lines.sql",
                "create table lines (id text);\n\ninsert into lines values ('x');\nalter table orderz add n int;");
        refused(
                "V2__lines.sql in " + folder(),
                "failed at line 4",
                "orderz",
                "alter table orderz add n int",
                "Nothing of");
        Files.delete(folder().resolve("V2__lines.sql"));
        Files.move(folder().resolve("V1__orders.sql"), temporary.resolve("V1__orders.sql"));
        try (JournalDatabase database = open()) {
            assertThrows(Exception.class, () -> rows(database, "select * from lines"));
            assertThrows(Exception.class, () -> rows(database, "select * from orders"));
        }
        write("V1__orders.sql", ORDERS);
        write("V2__lines.sql", "create table lines (id text);");
        assertEquals(List.of("a"), orders());
    }

    @OnEachDatabase
    void a_version_starts_after_migrations_of_the_next_one_that_name_it(TestDatabase kind) throws IOException {
        url = kind.newUrl();
        write("V1__orders.since-0.sql", ORDERS);
        write("V2__note.since-1.sql", "alter table orders add column note text");
        orders();
        Files.delete(folder().resolve("V2__note.since-1.sql"));
        assertEquals(List.of("a"), orders());
        Files.delete(folder().resolve("V1__orders.since-0.sql"));
        refused("V2__note.since-1.sql has run on this database, but this build does not have it");
    }

    @OnEachDatabase
    void a_version_without_migrations_starts_after_the_first_one_that_names_it(TestDatabase kind) throws IOException {
        url = kind.newUrl();
        write("V1__orders.since-0.sql", ORDERS);
        orders();
        Files.delete(folder().resolve("V1__orders.since-0.sql"));
        assertEquals(List.of("a"), orders());
    }

    @ParameterizedTest
    @ValueSource(strings = {"V2__note.since-2.sql", "V2__note.since1.sql", "V2__note.since-a.sql"})
    void a_file_that_names_no_earlier_version_is_refused(String name) throws IOException {
        url = TestDatabase.SQLITE.newUrl();
        write("V1__orders.sql", ORDERS);
        write(name, "alter table orders add column note text");
        refused(name, "names no earlier version that can serve after it");
    }

    @OnEachDatabase
    void a_file_that_was_changed_renamed_removed_or_comes_late_is_refused(TestDatabase kind) throws IOException {
        url = kind.newUrl();
        write("V1__orders.sql", ORDERS);
        write("V3__note.sql", "alter table orders add column note text");
        orders();

        write("V1__orders.sql", ORDERS + "\n-- changed");
        refused("V1__orders.sql was changed after it had run");
        Files.delete(folder().resolve("V1__orders.sql"));
        refused("V1__orders.sql has run on this database, but this build does not have it");
        write("V1__order.sql", ORDERS);
        refused("V1__order.sql was renamed after it had run", "orders");
        Files.delete(folder().resolve("V1__order.sql"));
        write("V1__orders.sql", ORDERS);
        write("V2__late.sql", "create table late (id text)");
        refused("V2__late.sql is new, but a migration with a higher version has run");
        Files.delete(folder().resolve("V2__late.sql"));
        Files.delete(folder().resolve("V3__note.sql"));
        refused("V3__note.sql has run on this database", "start the version of the service that has it");
        write("V3__note.sql", "alter table orders add column note text");
        assertEquals(List.of("a"), orders());
    }

    @Test
    void two_files_of_one_version_are_refused() throws IOException {
        url = "sqlite";
        write("V1__orders.sql", ORDERS);
        write("sqlite/V1.0__orders.sql", ORDERS);
        refused("two migrations have one version", "V1__orders.sql", "V1.0__orders.sql");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders.sql",
                "V1_orders.sql",
                "v1__orders.sql",
                "V__orders.sql",
                "V1__.sql",
                "V1__a.SQL",
                "V0__a.sql",
                "2__a.sql",
                "R__a.sql"
            })
    void a_file_with_another_name_is_refused(String name) throws IOException {
        url = "sqlite";
        write(name, ORDERS);
        refused(name + " in " + folder());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "create table messages (id text) | messages is a name of the engine",
                "create table if not exists \"Topics\" (id text) | topics is a name",
                "alter table public.journal add column x int | journal is a name",
                "create table polyloop_credentials (id text) | polyloop_credentials is a name",
                "drop table if exists orders, messages | messages is a name",
                "alter table orders rename to topics | topics is a name",
                "create index x on messages (at) | messages is a name",
                "create trigger x after insert on messages begin select 1; end; | messages is a name",
                "create table a (t text references topics (name)) | topics is a name",
                "insert into topics values (1) | topics is a name",
                "update topics set head = 0 | topics is a name",
                "delete from messages | messages is a name",
                "create function f() returns int as $x$ begin delete from messages; end $x$ | messages is a name",
                "create table a (id text); commit; create table b (id text) | commit does not belong",
                "begin; create table a (id text); end | begin does not belong",
                "pragma foreign_keys = off | pragma does not belong",
                "create index concurrently x on orders (id) | concurrently runs outside",
                "create table a (id text default 'x) | a ' is not closed",
            })
    void a_migration_of_the_engines_tables_or_transactions_is_refused(String sql, String reason) throws IOException {
        url = "sqlite";
        write("V1__x.sql", sql);
        refused(reason);
    }

    @Test
    void a_migration_can_read_the_engines_tables_and_use_their_names_for_columns() throws IOException {
        url = "sqlite";
        write(
                "V1__orders.sql",
                "create table orders (id text, messages int, topics text default 'topics; messages');\n"
                        + "create view recent as select m.data from messages m join topics on topics.name = m.topic;\n"
                        + "create trigger counted after insert on orders begin\n"
                        + "  update orders set messages = case when 1 then 2 end; end;\n"
                        + "insert into orders (id) select name from topics union select 'a';");
        assertEquals(List.of("a"), orders());
    }

    @Test
    void a_function_of_postgresql_is_created() throws IOException {
        url = TestDatabase.POSTGRESQL.newUrl();
        write(
                "V1__orders.sql",
                "create table orders (id text);\n"
                        + "create function f() returns trigger language plpgsql as $$\n"
                        + "begin new.id := lower(new.id); return new; end $$;\n"
                        + "create trigger t before insert on orders for each row execute function f();\n"
                        + "insert into orders values ('A');");
        assertEquals(List.of("a"), orders());
    }

    @Test
    void a_changed_copy_can_replace_a_table_that_others_refer_to() throws IOException {
        url = "sqlite";
        write(
                "V1__orders.sql",
                ORDERS + "create table lines (o text references orders (id) on delete cascade);"
                        + "insert into lines values ('a');");
        orders();
        write(
                "V2__copy.sql",
                "create table copy (id text primary key, total text); insert into copy select * from orders;"
                        + "drop table orders; alter table copy rename to orders;");
        try (JournalDatabase database = open()) {
            assertEquals(List.of("a"), rows(database, "select o as id from lines"));
            assertThrows(
                    Exception.class,
                    () -> database.write((connection, epoch) ->
                            connection.createStatement().executeUpdate("insert into lines values ('none')")));
        }
    }

    @Test
    void a_migration_that_takes_long_is_logged_with_its_name() throws IOException {
        write(
                "V1__orders.sql",
                ORDERS
                        + "create table n as with recursive c (i) as (select 1 union all select i + 1 from c where i < 3000000)"
                        + " select count(*) as n from c;");
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + temporary.resolve("slow.db"));
        try (LogCapture log = new LogCapture(MigrationProgress.class.getName());
                URLClassLoader empty = new URLClassLoader(new URL[0], null)) {
            new AppMigrations(
                            source,
                            new Migrations(List.of(), "", "sqlite", "select 1"),
                            MigrationFiles.find(empty, List.of(folder()), "sqlite"),
                            new MigrationProgress(Duration.ofMillis(10)))
                    .migrate();
            assertTrue(log.count("the migration V1__orders.sql still runs") > 1, log.messages()::toString);
        }
    }

    @Test
    void nodes_that_start_together_migrate_once() throws Exception {
        url = TestDatabase.POSTGRESQL.newUrl();
        write("V1__orders.sql", ORDERS);
        write("V2__note.sql", "alter table orders add column note text");
        CyclicBarrier together = new CyclicBarrier(3);
        Callable<List<String>> start = () -> {
            together.await();
            return orders();
        };
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            Set<List<String>> found = new HashSet<>();
            for (Future<List<String>> node : threads.invokeAll(Collections.nCopies(3, start))) {
                found.add(node.get());
            }
            assertEquals(Set.of(List.of("a")), found);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void packaged_migrations_are_found_in_a_jar_and_in_a_folder_of_classes() throws Exception {
        Path jar = temporary.resolve("app.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream content = new JarOutputStream(file)) {
            content.putNextEntry(new JarEntry("migrations/"));
            content.putNextEntry(new JarEntry("migrations/V1__a.sql"));
            content.write("select 1".getBytes());
            content.putNextEntry(new JarEntry("migrations/sqlite/"));
            content.putNextEntry(new JarEntry("migrations/sqlite/V2__b.sql"));
        }
        Path classes = temporary.resolve("classes");
        Files.createDirectories(classes.resolve("migrations"));
        Files.writeString(classes.resolve("migrations/V3__c.sql"), "select 1");
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {jar.toUri().toURL(), classes.toUri().toURL()}, null)) {
            assertEquals(
                    List.of("1", "2", "3"),
                    MigrationFiles.find(loader, List.of(), "sqlite").files().stream()
                            .map(file -> file.version().toString())
                            .toList());
        }
    }

    @Test
    void a_backup_has_the_tables() throws IOException {
        url = "sqlite";
        write("V1__orders.sql", ORDERS);
        Path backup = temporary.resolve("backup.db");
        Path restored = temporary.resolve("restored");
        Files.createDirectories(restored);
        try (JournalDatabase database = open()) {
            new Backup(TestSettings.at(url), data()).write(backup);
        }
        new Restore(TestSettings.at(url), restored).from(backup);
        try (JournalDatabase database = JournalDatabase.open(TestSettings.migrating(url, folder()), restored)) {
            assertEquals(List.of("a"), rows(database, "select id from orders"));
        }
    }

    private List<String> orders() {
        try (JournalDatabase database = open()) {
            return rows(database, "select id from orders order by id");
        }
    }

    private static List<String> rows(JournalDatabase database, String sql) {
        QueryRunner runner = new QueryRunner(database, TestSettings.at("sqlite").sql());
        return runner.run(SqlStatement.of(sql, List.of()), runner.deadline()).stream()
                .map((Row row) -> row.text("id"))
                .toList();
    }

    private void refused(String... reasons) {
        MigrationException refusal = assertThrows(MigrationException.class, () -> open().close());
        for (String reason : reasons) {
            assertTrue(refusal.getMessage().contains(reason), refusal::getMessage);
        }
    }

    private JournalDatabase open() {
        folder().toFile().mkdirs();
        return JournalDatabase.open(TestSettings.migrating(url, folder()), data());
    }

    private Path data() {
        return temporary.resolve("data");
    }

    private Path folder() {
        return temporary.resolve("migrations");
    }

    private void write(String name, String sql) throws IOException {
        Files.createDirectories(folder().resolve(name).getParent());
        Files.writeString(folder().resolve(name), sql);
    }
}
