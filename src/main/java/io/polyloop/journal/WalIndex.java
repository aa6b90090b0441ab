package io.polyloop.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The progress of checkpoints when the process ended, from the file -shm (https://www.sqlite.org/walformat.html,
 * "The WAL-Index Header"). Frames are counted from the start of the WAL.
 *
 * @param salts the salts of the WAL
 * @param committed the frames of committed transactions
 * @param checkpointed the frames that were copied into the database file
 * @param attempted the frames that a checkpoint had started to copy
 */
record WalIndex(long salts, int committed, int checkpointed, int attempted) {
    private static final int BYTES = 136;
    private static final int HEADER = 48;
    private static final int VERSION = 3_007_000;
    private static final int COMMITTED = 16;
    private static final int SALTS = 32;
    private static final int CHECKPOINTED = 96;
    private static final int ATTEMPTED = 128;

    /** Null if the index is missing or torn: SQLite never syncs it to disk. */
    static WalIndex read(Path path) throws IOException {
        if (!Files.exists(path) || Files.size(path) < BYTES) {
            return null;
        }
        byte[] bytes;
        try (var file = Files.newInputStream(path)) {
            bytes = file.readNBytes(BYTES);
        }
        ByteBuffer index = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        boolean valid = index.getInt(0) == VERSION && Arrays.equals(bytes, 0, HEADER, bytes, HEADER, 2 * HEADER);
        return valid
                ? new WalIndex(
                        ByteBuffer.wrap(bytes).getLong(SALTS), // always big-endian, as in the WAL
                        index.getInt(COMMITTED),
                        index.getInt(CHECKPOINTED),
                        index.getInt(ATTEMPTED))
                : null;
    }
}
