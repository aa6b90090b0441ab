package io.polyloop.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.Postgres;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A node with a table, a verticle that runs any statement, and a client that publishes plain messages meanwhile. */
final class SqlNode implements AutoCloseable {
    static final String SQLITE = "sqlite";
    static final String POSTGRESQL = "postgresql";
    static final String INSERT = "insert into things (id, amount) values (?, ?)";
    static final String TOPIC = "things";

    private static final String MESSAGES = "/api/v1/topics/%s/messages";

    private final TestNode node;
    private final String jdbc;
    private final PlainAppends beside;

    private SqlNode(TestNode node, String jdbc) {
        this.node = node;
        this.jdbc = jdbc;
        execute(
                "create table things (id bigint not null primary key, amount bigint not null check (amount >= 0))",
                "insert into things (id, amount) values (1, 10), (2, 20)");
        TestNode.await(node.vertx().deployVerticle(new StatementVerticle()));
        beside = new PlainAppends(node.http(MESSAGES.formatted("beside")));
    }

    /** @param settings as key, value, key, value */
    static SqlNode start(String database, Path dir, Object... settings) {
        boolean embedded = database.equals(SQLITE);
        String url = embedded ? SQLITE : Postgres.newDatabase();
        List<Object> all = new ArrayList<>(List.of("journal.url", url));
        all.addAll(List.of(settings));
        return new SqlNode(
                TestNode.start(dir, all.toArray()), embedded ? "jdbc:sqlite:" + dir.resolve("polyloop.db") : url);
    }

    /** Past the node. */
    void execute(String... statements) {
        try (Connection connection = DriverManager.getConnection(jdbc);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The number that a query of one row and column gives, past the node. */
    long count(String sql) {
        try (Connection connection = DriverManager.getConnection(jdbc);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The answer of the verticle to a query. */
    HttpResponse<String> query(String sql, Object... parameters) {
        return post("/query", JsonObject.of("sql", sql, "parameters", new JsonArray(List.of(parameters))));
    }

    /** The answer to a unit of work, or to a transaction that does the same: a row, a message, and then this statement. */
    HttpResponse<String> afterInsert(String path, String sql, Object... parameters) {
        JsonArray first = JsonArray.of(INSERT, JsonArray.of(3, 30));
        JsonArray last = JsonArray.of(sql, new JsonArray(List.of(parameters)));
        return post(path, JsonObject.of("sql", JsonArray.of(first, last), "append", JsonArray.of(TOPIC)));
    }

    /** Serves a path with a transaction. */
    void route(String path, Function<Transaction, ?> code) {
        TestNode.await(node.vertx().deployVerticle(new TransactionVerticle(path, code)));
    }

    HttpResponse<String> post(String path, JsonObject body) {
        return Http.post(node.http(path), body.encode());
    }

    CompletableFuture<HttpResponse<String>> postAsync(String path) {
        return Http.postAsync(node.http(path), "{}");
    }

    TestNode node() {
        return node;
    }

    /** Fails unless nothing but the first two rows, and no message with them, is stored. */
    void assertNothingStored(String why) {
        assertEquals(
                2,
                count("select count(*) from things where (id = 1 and amount = 10) or (id = 2 and amount = 20)"),
                why);
        assertEquals(2, count("select count(*) from things"), why);
        assertEquals(0, count("select count(*) from messages where topic = 'things'"), why);
    }

    /** Fails unless the node is ready, stores rows with messages, and has served the plain messages all the while. */
    void assertUnharmed() {
        HttpResponse<String> ready = Http.get(node.management("/readyz"));
        assertEquals(200, ready.statusCode(), ready.body());
        for (String path : List.of("/unit", "/transaction")) {
            HttpResponse<String> stored = afterInsert(path, "delete from things where id = ?", 3);
            assertEquals(200, stored.statusCode(), path + " " + stored.body());
        }
        assertEquals(2, count("select count(*) from messages where topic = 'things'"));
        assertEquals(
                count("select head from topics where name = 'things'"),
                count("select count(*) from messages where topic = 'things'"),
                "a hole in the sequence");
        beside.stop();
        assertEquals(List.of(), beside.refusals());
        assertTrue(beside.count() > 0);
        assertEquals(beside.count(), count("select count(*) from messages where topic = 'beside'"));
        assertEquals(beside.count(), count("select max(seq) from messages where topic = 'beside'"));
    }

    /** The longest that a plain message took so far, in milliseconds. */
    long longestAppendMillis() {
        return beside.longestMillis();
    }

    @Override
    public void close() {
        beside.stop();
        node.close();
    }
}
