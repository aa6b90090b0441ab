package io.polyloop.journal;

import java.nio.file.Path;

/** Another node uses the embedded journal. */
public final class JournalInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JournalInUseException(Path dataDir) {
        super("data.dir " + dataDir.toAbsolutePath()
                + " is in use by another node. To run a second node on this machine, "
                + "set POLYLOOP_NODE_OFFSET=10, which separates its ports and its data.");
    }
}
