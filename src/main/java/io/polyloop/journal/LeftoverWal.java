package io.polyloop.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The WAL that a killed process left beside the database file (format: https://www.sqlite.org/walformat.html). Only for
 * a file that no process has open.
 */
final class LeftoverWal {
    private static final int HEADER = 32;
    private static final int FRAME_HEADER = 24;
    static final int PAGE_SIZE = 8;
    static final int SALTS = 16;

    private final FileChannel log;
    private final FileChannel file;
    private final int pageSize;

    private LeftoverWal(FileChannel log, FileChannel file) throws IOException {
        this.log = log;
        this.file = file;
        this.pageSize = read(log, 0, HEADER).getInt(PAGE_SIZE);
    }

    /** Whether there is a WAL with content. */
    static boolean exists(Path log) throws IOException {
        return Files.exists(log) && Files.size(log) > HEADER;
    }

    /**
     * Whether this WAL can belong to the file although the file was modified after the node recorded it. Only a
     * checkpoint does that: it copies pages of the WAL into the file.
     */
    static boolean explainsFile(Path logPath, Path indexPath, Path filePath) throws IOException {
        try (FileChannel log = FileChannel.open(logPath);
                FileChannel file = FileChannel.open(filePath)) {
            WalIndex index = WalIndex.read(indexPath);
            if (index == null || index.salts() != read(log, 0, HEADER).getLong(SALTS)) {
                return true; // the progress of a checkpoint is unknown
            }
            return index.attempted() > 0 && new LeftoverWal(log, file).fileMatches(index);
        }
    }

    /** Whether each page of the file is as the checkpoint copied it, or as a checkpoint in progress would have. */
    private boolean fileMatches(WalIndex index) throws IOException {
        Map<Integer, Integer> done = newest(index.checkpointed());
        Map<Integer, Integer> attempted = newest(index.attempted());
        long pages = file.size() / pageSize;
        for (Map.Entry<Integer, Integer> page : done.entrySet()) {
            int number = page.getKey();
            if (number <= pages && !same(number, page.getValue()) && !same(number, attempted.get(number))) {
                return false;
            }
        }
        return true;
    }

    /** The last of the first {@code frames} for each page. */
    private Map<Integer, Integer> newest(int frames) throws IOException {
        Map<Integer, Integer> newest = new HashMap<>();
        for (int frame = 0; frame < frames; frame++) {
            newest.put(read(log, frame(frame), FRAME_HEADER).getInt(0), frame);
        }
        return newest;
    }

    private boolean same(int page, int frame) throws IOException {
        return read(file, (page - 1L) * pageSize, pageSize).equals(read(log, frame(frame) + FRAME_HEADER, pageSize));
    }

    private long frame(int frame) {
        return HEADER + (long) frame * (FRAME_HEADER + pageSize);
    }

    static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.BIG_ENDIAN);
        while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) >= 0) {
            // a read can return fewer bytes
        }
        return bytes.rewind();
    }
}
