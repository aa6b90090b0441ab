package io.polyloop.devmode;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The process that {@code mvn vertx:run} starts. It builds what changed, runs the node as a child process, and replaces
 * the node after each change that compiles. Until then the old node serves.
 *
 * <p>The redeployment of the plugin is not used: it stops the node before it compiles, compiles Java alone, and ends
 * Maven on a compile error.
 */
public final class DevLauncher {
    private static final int POLL_MILLIS = 250;
    private static final ProcessHandle MAVEN = ProcessHandle.current().parent().orElseThrow();

    private final MavenBuild build;
    private final NodeProcess node = new NodeProcess(this::onNodeExit);
    private Map<Path, FileTime> seen = Sources.watched();
    private Map<Path, FileTime> handled = seen;
    private volatile boolean changed;
    private volatile boolean stopping;

    private DevLauncher(Path mavenHome) {
        build = new MavenBuild(mavenHome);
    }

    /** Takes one argument: the home of the Maven to build with. */
    public static void main(String[] args) {
        new DevLauncher(Path.of(args[0])).run();
    }

    static void print(String message) {
        System.err.println("Polyloop: " + message);
    }

    private void run() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        // The plugin stops its child in a shutdown hook, which does not run if Maven is killed, and which may fail.
        MAVEN.onExit().thenRun(() -> System.exit(0));
        if (!build.runIfStale()) {
            fail("the build failed, see above");
        }
        node.start();
        Executors.newSingleThreadScheduledExecutor()
                .scheduleWithFixedDelay(this::poll, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Acts on a change after two polls have seen the same files: an editor or git may write several of them. */
    private void poll() {
        try {
            Map<Path, FileTime> now = Sources.watched();
            boolean settled = now.equals(seen);
            seen = now;
            if (settled && !seen.equals(handled)) {
                handled = seen;
                changed = true;
                replaceNode();
            }
        } catch (RuntimeException failed) {
            // The stop closes the output of a build that runs: without this check, Ctrl-C would kill Maven.
            if (!stopping) {
                fail(failed.toString());
            }
        }
    }

    private void replaceNode() {
        if (build.runIfStale()) {
            node.start();
        } else {
            String state = node.isAlive() ? "the node from before the change still serves" : "no node runs";
            print("the build failed, see above; " + state + "; correct the file and save it");
        }
    }

    private void onNodeExit(int code) {
        if (changed) {
            print("the node ended with exit code " + code + "; it starts again after the next change");
        } else {
            fail("the node ended with exit code " + code);
        }
    }

    /** Kills Maven: after any other end of this process its plugin reports BUILD SUCCESS. */
    private static void fail(String reason) {
        print(reason + "; ending Maven");
        if (MAVEN.info().commandLine().orElse("").contains("classworlds")) {
            MAVEN.destroyForcibly();
        }
        System.exit(1);
    }

    private void stop() {
        stopping = true;
        build.stop();
        node.stop();
    }
}
