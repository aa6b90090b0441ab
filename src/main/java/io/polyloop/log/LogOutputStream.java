package io.polyloop.log;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Standard output of a script, or of the process: logs each line, cut at a maximum length, since it may never end. */
public final class LogOutputStream extends OutputStream {
    private static final int MAX_LINE = 8 * 1024;

    /** Longer than what comes before the {@code @} of an address, by which {@link Redaction} finds a password. */
    private static final int MAX_CREDENTIAL = 512;

    private final Consumer<String> log;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(); // guarded by this
    private boolean skips; // guarded by this; the rest of a line that was cut

    public LogOutputStream(Consumer<String> log) {
        this.log = log;
    }

    @Override
    public void write(int octet) {
        String ended = add((byte) octet);
        // Outside of the lock of this stream: an appender can block, for as long as the reader of the log does. A
        // PrintStream around it has a lock of its own, so that threads that print still wait.
        if (ended != null) {
            log.accept(ended);
        }
    }

    private synchronized String add(byte octet) {
        boolean ends = octet == '\n';
        String ended = null;
        if (!skips && (ends || line.size() == MAX_LINE)) {
            String text = line.toString(StandardCharsets.UTF_8);
            ended = ends ? text : cut(text);
            line.reset();
            skips = !ends;
        } else if (ends) {
            skips = false;
        } else if (!skips) {
            line.write(octet);
        }
        return ended;
    }

    /** Without the last word, of which a part can be half of a character, or of a credential that looks harmless. */
    private static String cut(String text) {
        int end = Math.max(text.lastIndexOf(' '), text.length() - MAX_CREDENTIAL);
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
