package io.polyloop.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs a command of this machine. */
public final class Command {
    private Command() {}

    /** The lines of the output; empty if the command does not exist. */
    public static List<String> run(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return output.lines().toList();
        } catch (IOException absent) {
            return List.of();
        }
    }
}
