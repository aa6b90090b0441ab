package io.polyloop.proof.local;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs a local cluster of three nodes and a database until Ctrl-C, and reads commands from the terminal that kill, stop
 * and start a node.
 */
public final class ClusterConsole {
    private static final int NODES = 3;
    private static final Path FOLDER = Path.of("target", "cluster").toAbsolutePath();
    private static final Pattern COMMAND = Pattern.compile("(kill|stop|start) ([1-" + NODES + "])");
    private static final String HELP =
            """

            Type, and press Enter:
              kill 2    kill -9: node 2 exits without draining
              stop 2    SIGTERM: node 2 drains and its clients reconnect to other nodes
              start 2   node 2 starts again
              quit      stops everything, as Ctrl-C does
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

    /** @param args a number to add to all ports; 0 without it */
    public static void main(String[] args) throws InterruptedException {
        System.out.println(
                "Starting PostgreSQL and three nodes, which takes about half a minute; logs and data are in " + FOLDER);
        ClusterConsole console =
                new ClusterConsole(LocalDatabase.start(FOLDER), args.length > 0 ? Integer.parseInt(args[0]) : 0);
        Runtime.getRuntime().addShutdownHook(new Thread(console::stop, "stop"));
        console.nodes.forEach(LocalNode::start);
        console.nodes.forEach(console::awaitReady);
        if (!console.nodes.stream().allMatch(LocalNode::running)) {
            System.exit(1);
        }
        System.out.println(HELP);
        console.readCommands();
        // Without a terminal the input ends at once; run until a signal arrives.
        new CountDownLatch(1).await();
    }

    private void awaitReady(LocalNode node) {
        node.awaitReadyOrExit();
        int index = nodes.indexOf(node);
        System.out.println(
                node.running()
                        ? node.name() + " is up      " + environment.http(index)
                        : node.name() + " exited; see " + node.log());
    }

    private void readCommands() {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        lines.lines().map(String::strip).forEach(this::execute);
    }

    private void execute(String line) {
        Matcher command = COMMAND.matcher(line);
        if (line.equals("quit")) {
            System.exit(0);
        } else if (!command.matches()) {
            System.out.println(HELP);
        } else {
            execute(command.group(1), nodes.get(Integer.parseInt(command.group(2)) - 1));
        }
    }

    private void execute(String command, LocalNode node) {
        switch (command) {
            case "start" -> {
                node.start();
                awaitReady(node);
            }
            case "stop" -> {
                node.terminate();
                System.out.println(node.name() + " drained and exited with code " + node.awaitExit());
            }
            default -> {
                node.kill();
                System.out.println(node.name() + " was killed");
            }
        }
    }

    private void stop() {
        nodes.forEach(LocalNode::terminate);
        nodes.stream().filter(LocalNode::running).forEach(LocalNode::awaitExit);
        database.close();
    }
}
