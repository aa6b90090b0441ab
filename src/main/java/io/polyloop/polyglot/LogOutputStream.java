package io.polyloop.polyglot;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Standard output of a script: logs each line. A line is cut at a maximum length, since a script may never end it. */
public final class LogOutputStream extends OutputStream {
    private static final int MAX_LINE = 8 * 1024;

    private final Consumer<String> log;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    public LogOutputStream(Consumer<String> log) {
        this.log = log;
    }

    @Override
    public synchronized void write(int octet) {
        if (octet == '\n' || line.size() == MAX_LINE) {
            log.accept(line.toString(StandardCharsets.UTF_8));
            line.reset();
        }
        if (octet != '\n') {
            line.write(octet);
        }
    }
}
