package io.polyloop.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** The boot of the operating system: until the next boot, files keep unsynced writes. */
final class BootId {
    private static final String ID = read();

    private BootId() {}

    /** Unique to this boot of Linux; on other systems to this process, so that nothing is inferred from file times. */
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
