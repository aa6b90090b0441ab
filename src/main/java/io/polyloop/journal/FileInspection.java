package io.polyloop.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * What is found in the data folder before SQLite opens the file.
 *
 * @param id what the file carries in its header
 * @param newEpochReason why its history is not the one that the node had, and needs a new epoch
 * @param needsCheck whether the file was not closed by its node: killed, cut off from power, or changed or put there by
 *     others
 */
record FileInspection(int id, Optional<String> newEpochReason, boolean needsCheck) {
    private static final String REPLACED = "was replaced since it was last used here";
    private static final String COPIED = "is in a folder that was copied, put back from a copy, or given another owner"
            + " since it was last used: what was stored after the copy may be missing";
    private static final String CUT = "misses commits that its node made: its log was cut or damaged";

    /**
     * Fails if a log lies beside the file that does not belong to it. SQLite would replay it: that undoes the restore
     * of a backup, or mixes pages of two files.
     */
    static FileInspection inspect(JournalFiles files, LockFile lock) throws IOException {
        LockRecord record = lock.record();
        FileHeader header = files.header();
        if (record.restored() != 0 && record.restored() == header.id()) {
            files.removeWal(); // the restore was killed before it came to that
            return new FileInspection(header.id(), Optional.empty(), false);
        }
        boolean log = files.hasWal();
        if (log && !Files.exists(files.database())) {
            throw missing(files);
        }
        if (log && record.known() && !walBelongs(files, lock, header)) {
            throw foreignWal(files);
        }
        if (header.empty()) {
            return new FileInspection(0, Optional.empty(), false);
        }
        Optional<String> other = Optional.ofNullable(newEpochReason(files, lock, header, log));
        return new FileInspection(header.id(), other, log || other.isPresent() || !record.clean());
    }

    private static String newEpochReason(JournalFiles files, LockFile lock, FileHeader header, boolean log)
            throws IOException {
        LockRecord record = lock.record();
        if (record.epochDue() || !log && record.known() && !isUnchanged(files, record, header)) {
            return REPLACED;
        }
        if (record.known() ? lock.copied() : header.id() != 0) {
            return COPIED; // without a record too: a node gives the file its id together with one
        }
        return WalFrames.missesCommits(files.wal(), files.shm()) ? CUT : null;
    }

    /** A node that stops leaves no log: beside its record there is none, or folders of two times were mixed. */
    private static boolean walBelongs(JournalFiles files, LockFile lock, FileHeader header) throws IOException {
        LockRecord record = lock.record();
        boolean together = !lock.copied() || lock.metadataChanged() == FileIdentity.metadataChanged(files.wal());
        return record.ids().contains(header.id())
                && !record.clean()
                && together
                && (unmodified(files, record)
                        || !LeftoverWal.exists(files.wal())
                        || LeftoverWal.explainsFile(files.wal(), files.shm(), files.database()));
    }

    private static boolean isUnchanged(JournalFiles files, LockRecord record, FileHeader header) throws IOException {
        return record.ids().contains(header.id()) && unmodified(files, record);
    }

    /** Also if it is not known: a copied folder is of another time, and after a power cut the record may be old. */
    private static boolean unmodified(JournalFiles files, LockRecord record) throws IOException {
        boolean known = record.modified() != 0 && record.bootId().equals(BootId.current());
        return !known || record.modifiedAt(files.modified());
    }

    private static JournalFileException missing(JournalFiles files) {
        return new JournalFileException(files.database().toAbsolutePath() + " is missing, and the log "
                + files.wal().getFileName() + " beside it has messages of it. Move the file back (do not copy it), or"
                + " use a backup: java -jar polyloop.jar restore <backup>");
    }

    private static JournalFileException foreignWal(JournalFiles files) {
        String log = files.wal().getFileName().toString();
        return new JournalFileException(files.database().toAbsolutePath() + " is not the file that " + log
                + " beside it was written for: it was replaced after the node had been killed, and SQLite would mix the"
                + " two. To use a backup: java -jar polyloop.jar restore <backup> (if this file is your only copy of it,"
                + " move it elsewhere first). To go back, move the replaced file there again: a copy of it is not"
                + " recognized. If the whole folder was copied and nothing in it replaced, remove polyloop.lock and start"
                + " again");
    }
}
