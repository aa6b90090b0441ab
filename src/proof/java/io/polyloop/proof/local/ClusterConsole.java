package io.polyloop.proof.local;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * A cluster to try things on: three nodes and a database of their own, ended together by Ctrl-C. Lines from the
 * terminal kill a node and start it again.
 */
public final class ClusterConsole {
    private static final int NODES = 3;
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final Path FOLDER = Path.of("target", "cluster").toAbsolutePath();
    private static final Pattern COMMAND = Pattern.compile("(kill|stop|start) ([1-" + NODES + "])");
    private static final String HELP =
            """

            Type, and press Enter:
              kill 2    kill -9: node 2 is gone from one moment to the next
              stop 2    SIGTERM: node 2 drains, and sends its clients elsewhere
              start 2   node 2 comes back
              quit      ends all, as Ctrl-C does
            """;

    private final LocalDatabase database;
    private final NodeEnvironment environment;
    private final List<LocalNode> nodes;

    private ClusterConsole(LocalDatabase database, int offset) {
        this.database = database;
        environment = new LoopbackPorts(offset);
        nodes = new LocalCluster(
                        FOLDER,
                        LocalCluster.jar(List.of("-Xmx256m")),
                        environment,
                        Map.of("POLYLOOP_JOURNAL_URL", database.url()))
                .nodes(NODES);
    }

    /** @param args a number that is added to all ports, or nothing */
    public static void main(String[] args) throws InterruptedException {
        System.out.println(
                "PostgreSQL and three nodes start, which takes half a minute; all they write is under " + FOLDER);
        ClusterConsole main =
                new ClusterConsole(LocalDatabase.start(FOLDER), args.length > 0 ? Integer.parseInt(args[0]) : 0);
        Runtime.getRuntime().addShutdownHook(new Thread(main::stop, "end"));
        main.nodes.forEach(LocalNode::start);
        main.nodes.forEach(main::awaitReady);
        if (!main.nodes.stream().allMatch(LocalNode::running)) {
            System.exit(1);
        }
        System.out.println(HELP);
        main.execute();
        // There is no terminal: it runs until somebody ends it.
        new CountDownLatch(1).await();
    }

    private void awaitReady(LocalNode node) {
        Awaitility.await().atMost(START_TIMEOUT).until(() -> node.ready() || !node.running());
        int index = nodes.indexOf(node);
        System.out.println(
                node.running()
                        ? node.name() + " is up      " + environment.http(index)
                        : node.name() + " ended; " + node.log() + " says why");
    }

    private void execute() {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        lines.lines().map(String::strip).forEach(this::execute);
    }

    private void execute(String line) {
        Matcher order = COMMAND.matcher(line);
        if (line.equals("quit")) {
            System.exit(0);
        } else if (!order.matches()) {
            System.out.println(HELP);
        } else {
            execute(order.group(1), nodes.get(Integer.parseInt(order.group(2)) - 1));
        }
    }

    private void execute(String order, LocalNode node) {
        switch (order) {
            case "start" -> {
                node.start();
                awaitReady(node);
            }
            case "stop" -> {
                node.terminate();
                System.out.println(node.name() + " drained, and ended with " + node.awaitExit());
            }
            default -> {
                node.kill();
                System.out.println(node.name() + " is gone");
            }
        }
    }

    private void stop() {
        nodes.forEach(LocalNode::terminate);
        nodes.stream().filter(LocalNode::running).forEach(LocalNode::awaitExit);
        database.close();
    }
}
