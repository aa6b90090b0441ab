package io.polyloop.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * The frames of a WAL that SQLite will replay: those before the first with a wrong checksum
 * (https://www.sqlite.org/walformat.html, "Checksum Algorithm"). It silently ignores the rest.
 */
final class WalFrames {
    private static final int HEADER = 32;
    private static final int HEADER_SUMMED = 24;
    private static final int FRAME_HEADER = 24;
    private static final int FRAME_SUMMED = 8;
    private static final int FRAME_SUM = 16;
    private static final int BIG_ENDIAN_SUMS = 0x377f0683;
    private static final int MAX_PAGE = 1 << 16;

    private final ByteOrder order;
    private int first;
    private int second;

    private WalFrames(ByteOrder order) {
        this.order = order;
    }

    /** Whether the index has commits that are neither in the WAL nor in the database file. */
    static boolean missesCommits(Path logPath, Path indexPath) throws IOException {
        WalIndex index = WalIndex.read(indexPath);
        return index != null
                && index.committed() > index.checkpointed()
                && validFrames(logPath, index) < index.committed();
    }

    /** The number of valid frames, among those that the index counts. */
    private static int validFrames(Path path, WalIndex index) throws IOException {
        if (!LeftoverWal.exists(path)) {
            return 0;
        }
        try (FileChannel log = FileChannel.open(path)) {
            ByteBuffer header = LeftoverWal.read(log, 0, HEADER);
            WalFrames frames =
                    new WalFrames(header.getInt(0) == BIG_ENDIAN_SUMS ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            int page = header.getInt(LeftoverWal.PAGE_SIZE);
            boolean valid =
                    page > 0 && page <= MAX_PAGE && frames.checksumMatches(header, 0, HEADER_SUMMED, HEADER_SUMMED);
            return valid && header.getLong(LeftoverWal.SALTS) == index.salts()
                    ? frames.count(log, page, index.committed())
                    : 0;
        }
    }

    private int count(FileChannel log, int page, int most) throws IOException {
        for (int frame = 0; frame < most; frame++) {
            long start = HEADER + (long) frame * (FRAME_HEADER + page);
            ByteBuffer bytes = LeftoverWal.read(log, start, FRAME_HEADER + page);
            add(bytes, 0, FRAME_SUMMED);
            if (!checksumMatches(bytes, FRAME_HEADER, FRAME_HEADER + page, FRAME_SUM)) {
                return frame;
            }
        }
        return most;
    }

    /** Adds bytes to the checksum; returns whether it equals the one at {@code stored}. */
    private boolean checksumMatches(ByteBuffer bytes, int from, int to, int stored) {
        add(bytes, from, to);
        return bytes.getInt(stored) == first && bytes.getInt(stored + Integer.BYTES) == second;
    }

    private void add(ByteBuffer bytes, int from, int to) {
        ByteBuffer words = bytes.duplicate().order(order);
        for (int at = from; at < to; at += 2 * Integer.BYTES) {
            first += words.getInt(at) + second;
            second += words.getInt(at + Integer.BYTES) + first;
        }
    }
}
