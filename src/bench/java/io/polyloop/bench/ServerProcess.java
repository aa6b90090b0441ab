package io.polyloop.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A measured server process with its child processes. Reads {@code /proc}, so it runs on Linux only. */
public final class ServerProcess implements AutoCloseable {
    private static final long START_SECONDS = 60;
    private static final long STOP_SECONDS = 20;
    private static final double TICKS_PER_SECOND = 100;
    /** Fields of {@code /proc/<pid>/stat} after the name in parentheses, which can contain spaces. */
    private static final int USER_TICKS = 11;

    private static final int SYSTEM_TICKS = 12;

    /** Stopped by a shutdown hook: a server left behind would disturb every later measurement. */
    private static final Set<ServerProcess> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> RUNNING.parallelStream().forEach(ServerProcess::close), "stop-servers"));
    }

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
        RUNNING.add(this);
    }

    /** Starts a command and waits until it listens on {@code port}. Its output goes to {@code folder/output.log}. */
    public static ServerProcess start(Path folder, int port, Map<String, String> environment, List<String> command)
            throws IOException {
        Path log = folder.resolve("output.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("POLYLOOP_"));
        builder.environment().putAll(environment);
        ServerProcess server = new ServerProcess(builder.start(), port);
        if (!server.awaitListening()) {
            server.close();
            throw new IOException(
                    command.get(0) + " is not listening on port " + port + "; its output:\n" + Files.readString(log));
        }
        return server;
    }

    /** A port that is free now. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    public int port() {
        return port;
    }

    public SocketAddress address() {
        return new InetSocketAddress("127.0.0.1", port);
    }

    /** CPU time of the server so far, user and system, in nanoseconds. */
    public long cpuNanos() {
        long children =
                process.descendants().mapToLong(ServerProcess::workerNanos).sum();
        return (long) (cpuTicks(process.pid()) / TICKS_PER_SECOND * 1e9) + children;
    }

    /** Proportional set size ({@code Pss}) in bytes: a shared page counts by its share. */
    public long memoryBytes() {
        return processes().mapToLong(ServerProcess::pss).sum();
    }

    /** The process id, for tools that look inside. */
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
        RUNNING.remove(this);
    }

    private boolean awaitListening() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (process.isAlive() && System.nanoTime() < end) {
            try (Socket socket = new Socket()) {
                socket.connect(address(), 1_000);
                return true;
            } catch (IOException notYet) {
                pause();
            }
        }
        return false;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(5);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Stream<Long> processes() {
        return Stream.concat(Stream.of(process.pid()), process.descendants().map(ProcessHandle::pid));
    }

    private static double cpuTicks(long pid) {
        String stat = read(pid, "stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return fields.length <= SYSTEM_TICKS
                ? 0
                : Double.parseDouble(fields[USER_TICKS]) + Double.parseDouble(fields[SYSTEM_TICKS]);
    }

    // Ticks of 10 ms are too coarse: each of a thousand workers uses less than one in a round. Workers have one thread.
    private static long workerNanos(ProcessHandle worker) {
        return Long.parseLong("0" + read(worker.pid(), "schedstat").split("\\D", 2)[0]);
    }

    private static long pss(long pid) {
        return read(pid, "smaps_rollup")
                .lines()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
                .sum();
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/" + file));
        } catch (IOException ended) {
            return ") ";
        }
    }
}
