package io.polyloop.log;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Standard output of a script, or of the process: logs each line, cut at a maximum length, since it may never end. */
public final class LogOutputStream extends OutputStream {
    private static final int MAX_LINE = 8 * 1024;

    private final Consumer<String> log;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(); // guarded by this

    public LogOutputStream(Consumer<String> log) {
        this.log = log;
    }

    @Override
    public void write(int octet) {
        String ended = add(octet);
        // Outside of the lock of this stream: an appender can block, for as long as the reader of the log does. A
        // PrintStream
        // around it has a lock of its own, so that threads that print still wait.
        if (ended != null) {
            log.accept(ended);
        }
    }

    private synchronized String add(int octet) {
        String ended = null;
        if (octet == '\n' || line.size() == MAX_LINE) {
            ended = line.toString(StandardCharsets.UTF_8);
            line.reset();
        }
        if (octet != '\n') {
            line.write(octet);
        }
        return ended;
    }
}
