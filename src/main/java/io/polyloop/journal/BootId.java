package io.polyloop.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** The run of the operating system: within one, files keep what was written even if it was never synced. */
final class BootId {
    private static final String ID = read();

    private BootId() {}

    /** Unique to this run of Linux; elsewhere to this process, so that nothing is concluded from times. */
    static String current() {
        return ID;
    }

    private static String read() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).trim();
        } catch (IOException notLinux) {
            return UUID.randomUUID().toString();
        }
    }
}
