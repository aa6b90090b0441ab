package io.polyloop.proof.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs commands of the operating system. */
public final class Command {
    private static final long TIMEOUT_SECONDS = 10;

    private Command() {}

    /**
     * Runs a command to its end.
     *
     * @return the lines that it printed
     * @throws UncheckedIOException if the command does not exist
     * @throws IllegalStateException if it fails; the message has its output
     */
    public static List<String> run(String... command) {
        String line = String.join(" ", command);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(line + ": " + output.strip());
            }
            return output.lines().toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(line + ": install " + command[0], missing);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
