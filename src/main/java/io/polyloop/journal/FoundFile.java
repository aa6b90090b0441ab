package io.polyloop.journal;

import java.io.IOException;

/**
 * What is found in the data folder before SQLite opens the file.
 *
 * @param id what the file carries in its header
 * @param epochDue whether another file was put in place of the one that the node had: its history is another one
 * @param suspect whether the file was not closed by its node: killed, cut off from power, or changed or put there by
 *     others
 */
record FoundFile(int id, boolean epochDue, boolean suspect) {

    /**
     * Fails if a log lies beside the file that does not belong to it. SQLite would replay it: that undoes the restore
     * of a backup, or mixes pages of two files.
     */
    static FoundFile in(JournalFiles files, FileRecord record) throws IOException {
        FileHeader header = files.header();
        if (record.restored() != 0 && record.restored() == header.id()) {
            files.removeLogs(); // the restore was killed before it came to that
            return new FoundFile(header.id(), false, false);
        }
        boolean log = files.logLeft();
        if (log && record.known() && !belongs(files, record, header)) {
            throw foreignLog(files);
        }
        if (header.empty()) {
            return new FoundFile(0, false, false);
        }
        boolean replaced = !log && record.known() && !leftAs(files, record, header);
        boolean suspect = log || replaced || !record.clean();
        return new FoundFile(header.id(), replaced || record.epochDue(), suspect);
    }

    private static boolean belongs(JournalFiles files, FileRecord record, FileHeader header) throws IOException {
        return record.ids().contains(header.id())
                && (unmodified(files, record)
                        || !LeftoverLog.exists(files.log())
                        || LeftoverLog.explains(files.log(), files.index(), files.database()));
    }

    private static boolean leftAs(JournalFiles files, FileRecord record, FileHeader header) throws IOException {
        return record.ids().contains(header.id()) && unmodified(files, record);
    }

    /** Also if it is not known: a copied folder is of another time, and after a power cut the record may be old. */
    private static boolean unmodified(JournalFiles files, FileRecord record) throws IOException {
        boolean known = record.modified() != 0 && record.boot().equals(Boot.id());
        return !known || record.modifiedAt(files.modified());
    }

    private static JournalFileException foreignLog(JournalFiles files) {
        String log = files.log().getFileName().toString();
        return new JournalFileException(files.database().toAbsolutePath() + " is not the file that " + log
                + " beside it was written for: it was replaced after the node had been killed, and SQLite would mix the"
                + " two. To use a backup: java -jar polyloop.jar restore <backup> (if this file is your only copy of it,"
                + " move it elsewhere first). To go back, put the replaced file there again. If the whole folder was"
                + " copied and nothing in it replaced, remove polyloop.lock and start again");
    }
}
