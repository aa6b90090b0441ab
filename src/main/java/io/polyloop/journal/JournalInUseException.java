package io.polyloop.journal;

import java.nio.file.Path;

/** Another node has the embedded journal open. */
public final class JournalInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JournalInUseException(Path dataDir) {
        super("data.dir " + dataDir.toAbsolutePath() + " is in use by another node. For a second node on this machine "
                + "set POLYLOOP_NODE_OFFSET=10: its ports and its data then stand apart.");
    }
}
