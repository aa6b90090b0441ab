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
public final class Main {
    private static final int NODES = 3;
    private static final Duration START = Duration.ofMinutes(2);
    private static final Path FOLDER = Path.of("target", "cluster").toAbsolutePath();
    private static final Pattern ORDER = Pattern.compile("(kill|stop|start) ([1-" + NODES + "])");
    private static final String HELP =
            """

            Type, and press Enter:
              kill 2    kill -9: node 2 is gone from one moment to the next
              stop 2    SIGTERM: node 2 drains, and sends its clients elsewhere
              start 2   node 2 comes back
              quit      ends all, as Ctrl-C does
            """;

    private final LocalDatabase database;
    private final Ground ground;
    private final List<LocalNode> nodes;

    private Main(LocalDatabase database, int offset) {
        this.database = database;
        ground = new Loopback(offset);
        nodes = new LocalCluster(
                        FOLDER,
                        LocalCluster.jar(List.of("-Xmx256m")),
                        ground,
                        Map.of("POLYLOOP_JOURNAL_URL", database.url()))
                .nodes(NODES);
    }

    /** @param args a number that is added to all ports, or nothing */
    public static void main(String[] args) throws InterruptedException {
        System.out.println(
                "PostgreSQL and three nodes start, which takes half a minute; all they write is under " + FOLDER);
        Main main = new Main(LocalDatabase.start(FOLDER), args.length > 0 ? Integer.parseInt(args[0]) : 0);
        Runtime.getRuntime().addShutdownHook(new Thread(main::end, "end"));
        main.nodes.forEach(LocalNode::start);
        main.nodes.forEach(main::awaitReady);
        if (!main.nodes.stream().allMatch(LocalNode::running)) {
            System.exit(1);
        }
        System.out.println(HELP);
        main.obey();
        // There is no terminal: it runs until somebody ends it.
        new CountDownLatch(1).await();
    }

    private void awaitReady(LocalNode node) {
        Awaitility.await().atMost(START).until(() -> node.ready() || !node.running());
        int index = nodes.indexOf(node);
        System.out.println(
                node.running()
                        ? node.name() + " is up      " + ground.http(index)
                        : node.name() + " ended; " + node.log() + " says why");
    }

    private void obey() {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        lines.lines().map(String::strip).forEach(this::obey);
    }

    private void obey(String line) {
        Matcher order = ORDER.matcher(line);
        if (line.equals("quit")) {
            System.exit(0);
        } else if (!order.matches()) {
            System.out.println(HELP);
        } else {
            obey(order.group(1), nodes.get(Integer.parseInt(order.group(2)) - 1));
        }
    }

    private void obey(String order, LocalNode node) {
        switch (order) {
            case "start" -> {
                node.start();
                awaitReady(node);
            }
            case "stop" -> {
                node.terminate();
                System.out.println(node.name() + " drained, and ended with " + node.await());
            }
            default -> {
                node.kill();
                System.out.println(node.name() + " is gone");
            }
        }
    }

    private void end() {
        nodes.forEach(LocalNode::terminate);
        nodes.stream().filter(LocalNode::running).forEach(LocalNode::await);
        database.close();
    }
}
