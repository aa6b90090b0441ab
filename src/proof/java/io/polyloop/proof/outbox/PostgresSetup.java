package io.polyloop.proof.outbox;

import io.polyloop.fixture.engine.FaultProxy;
import io.polyloop.proof.local.LocalDatabase;
import io.polyloop.proof.local.LocalNode;
import io.polyloop.proof.local.Pause;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A cluster whose nodes reach the database through a proxy that cuts connections within their COMMIT. */
final class PostgresSetup implements Setup {
    private static final int NODES = 2;
    private static final int DOWN_MS = 1_000;
    private static final Pattern PORT = Pattern.compile(":(\\d+)/");
    private static final String TERMINATE =
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where pid <> pg_backend_pid() and backend_type = 'client backend'""";

    private final LocalDatabase database;
    private final FaultProxy proxy;
    private final CommitCutter cutter;
    private final List<LocalNode> nodes;

    PostgresSetup(Path folder, Random random) {
        database = LocalDatabase.start(folder);
        Matcher port = PORT.matcher(database.url());
        proxy = new FaultProxy(
                Integer.parseInt(port.results().findFirst().orElseThrow().group(1)));
        cutter = new CommitCutter(proxy, new Random(random.nextLong()));
        // Without prepared statements, so that each COMMIT contains the word for which the proxy waits.
        String proxied = port.replaceFirst(":" + proxy.port() + "/") + "&prepareThreshold=0";
        nodes = Setup.nodes(folder, NODES, Map.of("POLYLOOP_JOURNAL_URL", proxied));
    }

    @Override
    public List<LocalNode> nodes() {
        return nodes;
    }

    @Override
    public void ready() {
        cutter.resume();
    }

    @Override
    public String fail(Random random) throws Exception {
        cutter.pause();
        return switch (random.nextInt(10)) {
            case 0 -> killDatabase();
            case 1 -> restartDatabase();
            case 2, 3 -> endSessions();
            default -> killNode(random);
        };
    }

    private String killNode(Random random) {
        LocalNode node = nodes.get(random.nextInt(NODES));
        node.kill();
        Pause.of(random, 0, 500);
        node.start();
        return "kill -9 of a node";
    }

    private String killDatabase() throws Exception {
        database.kill();
        Pause.of(DOWN_MS);
        database.start();
        return "kill -9 of the database";
    }

    private String restartDatabase() {
        database.close();
        Pause.of(DOWN_MS);
        database.start();
        return "restart of the database";
    }

    private String endSessions() throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url());
                Statement statement = connection.createStatement()) {
            statement.execute(TERMINATE);
        }
        return "end of all sessions";
    }

    @Override
    public long cuts() {
        return cutter.cuts();
    }

    @Override
    public String url() {
        return database.url();
    }

    @Override
    public void close() {
        nodes.forEach(LocalNode::kill);
        cutter.close();
        proxy.close();
        database.close();
    }
}
