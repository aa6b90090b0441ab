package io.polyloop.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * The state of the data folder before SQLite opens the file.
 *
 * @param id the id in the header of the file
 * @param newEpochReason why the history differs from the node's last one and needs a new epoch
 * @param needsCheck whether the file was not closed cleanly: the node was killed or lost power, or others changed or
 *     placed the file
 */
record FileInspection(int id, Optional<String> newEpochReason, boolean needsCheck) {
    private static final String REPLACED = "was replaced since its last use";
    private static final String COPIED = "is in a folder that was copied, restored from a copy or given another owner"
            + " since its last use, so messages stored after the copy may be missing";
    private static final String CUT = "lacks commits of its node, because its WAL was truncated or damaged";

    /**
     * Inspects the folder. Fails if there is a WAL that does not belong to the file: SQLite would replay it, which
     * reverts the restore of a backup, or mixes the pages of two files.
     */
    static FileInspection inspect(JournalFiles files, LockFile lock) throws IOException {
        LockRecord record = lock.record();
        FileHeader header = files.header();
        if (record.restored() != 0 && record.restored() == header.id()) {
            files.removeWal(); // the restore was killed before this step
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
            return COPIED; // also without a record: a node writes the id together with the record
        }
        return WalFrames.missesCommits(files.wal(), files.shm()) ? CUT : null;
    }

    /** After a clean stop there is no WAL; a WAL beside such a record shows that two copies of a folder were mixed. */
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

    /** Also true if unknown: a copied folder has other times, and after a power failure the record can be old. */
    private static boolean unmodified(JournalFiles files, LockRecord record) throws IOException {
        boolean known = record.modified() != 0 && record.bootId().equals(BootId.current());
        return !known || record.modifiedAt(files.modified());
    }

    private static JournalFileException missing(JournalFiles files) {
        return new JournalFileException(files.database().toAbsolutePath() + " is missing, but its WAL "
                + files.wal().getFileName() + " has messages. Move the file back (do not copy it), or restore a backup:"
                + " java -jar polyloop.jar restore <backup>");
    }

    private static JournalFileException foreignWal(JournalFiles files) {
        String log = files.wal().getFileName().toString();
        return new JournalFileException(files.database().toAbsolutePath() + " does not belong to the WAL " + log
                + ": the file was replaced after the node was killed, and SQLite would mix the two. To use a backup:"
                + " java -jar polyloop.jar restore <backup> (if this file is your only copy of the backup, move it to"
                + " another folder first). To keep the journal, move the original file back; a copy of it is not"
                + " recognized. If you copied the whole folder and replaced nothing in it, remove polyloop.lock and"
                + " restart");
    }
}
