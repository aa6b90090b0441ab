package io.polyloop.proof.chaos;

import io.polyloop.proof.local.LocalNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The faults that need nothing but processes and a database. */
final class NodeFaults {
    private static final int SUSPENDED_MS = 10_000;
    private static final int DATABASE_DOWN_MS = 3_000;
    private static final int EXHAUSTED_MS = 5_000;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration CLOCK_TIMEOUT = Duration.ofSeconds(10);

    private NodeFaults() {}

    /** kill -9, and a start some time later. */
    static void kill(ClusterUnderTest site) {
        int index = site.randomNode();
        LocalNode node = site.nodes().get(index);
        site.timeline().record(node.name(), "kill -9");
        site.clients().nodeKilled(index);
        node.kill();
        Pause.of(site.random(), 200, 1_000);
        node.start();
    }

    /** SIGSTOP: the process is there, its sockets are open, and nothing moves. */
    static void suspend(ClusterUnderTest site) throws Exception {
        LocalNode node = site.nodes().get(site.randomNode());
        site.timeline().record(node.name(), "SIGSTOP");
        signal("STOP", node);
        try {
            Pause.of(SUSPENDED_MS);
        } finally {
            signal("CONT", node);
        }
        site.timeline().record(node.name(), "SIGCONT");
    }

    /** A restart in good order, as an upgrade of the database does it. */
    static void restartDatabase(ClusterUnderTest site) {
        site.timeline().record("database", "restart");
        site.database().close();
        Pause.of(DATABASE_DOWN_MS);
        site.database().start();
    }

    /** kill -9 of the database, and a start that has to recover. */
    static void killDatabase(ClusterUnderTest site) {
        site.timeline().record("database", "kill -9");
        site.database().kill();
        Pause.of(DATABASE_DOWN_MS);
        site.database().start();
    }

    /** Cuts the connections of all nodes and takes every place, so that none comes back for a while. */
    static void exhaustConnections(ClusterUnderTest site) throws SQLException {
        site.timeline().record("database", "no connection left");
        List<Connection> taken = new ArrayList<>();
        try {
            openUntilFull(site.database().url(), taken);
            Pause.of(EXHAUSTED_MS);
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
    }

    private static void openUntilFull(String url, List<Connection> taken) throws SQLException {
        taken.add(DriverManager.getConnection(url));
        try (var statement = taken.get(0).createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where pid <> pg_backend_pid() and backend_type = 'client backend'");
        }
        try {
            for (; ; ) {
                taken.add(DriverManager.getConnection(url));
            }
        } catch (SQLException full) {
            // As meant.
        }
    }

    /** Every node in turn: drained, ended, started, ready. */
    static void rollingRestart(ClusterUnderTest site) {
        for (LocalNode node : site.nodes()) {
            site.timeline().record(node.name(), "SIGTERM");
            node.terminate();
            int code = node.awaitExit();
            site.timeline().record(node.name(), "ended with " + code);
            if (code != 0) {
                throw new IllegalStateException(node.name() + " was not drained in time, see " + node.log());
            }
            node.start();
            site.awaitReady();
        }
    }

    /** An hour forth or back, for a while; what the node tells of its time has to follow. */
    static void shiftClock(ClusterUnderTest site) {
        int index = site.randomNode();
        LocalNode node = site.nodes().get(index);
        Duration wrong = site.random().nextBoolean() ? HOUR : HOUR.negated();
        site.timeline().record(node.name(), "its clock goes wrong by " + wrong.toHours() + " h");
        site.clocks().set(index, wrong);
        Awaitility.await().atMost(CLOCK_TIMEOUT).until(() -> clockIsShifted(node));
        Pause.of(site.random(), 5_000, 10_000);
        site.clocks().set(index, Duration.ZERO);
        Awaitility.await().atMost(CLOCK_TIMEOUT).until(() -> !clockIsShifted(node));
        site.timeline().record(node.name(), "its clock is right again");
    }

    private static boolean clockIsShifted(LocalNode node) {
        return Duration.between(node.clockTime(), Instant.now()).abs().compareTo(HOUR.dividedBy(2)) > 0;
    }

    private static void signal(String name, LocalNode node) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(node.pid())).start();
        if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0) {
            throw new IllegalStateException("kill -" + name + " " + node.pid() + " failed");
        }
    }
}
