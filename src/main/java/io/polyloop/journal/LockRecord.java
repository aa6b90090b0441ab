package io.polyloop.journal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The content of the lock file: a description of the database file beside it, which shows whether a WAL belongs to it.
 * SQLite itself compares only the names, and replays any WAL that it finds.
 *
 * @param ids the ids that the file can have in its header; empty if unknown
 * @param restored the id of a file that a restore puts in place, whose WAL belongs to the file before; 0 if none
 * @param modified the time of the last write to the file in nanoseconds since 1970; 0 if unknown
 * @param bootId the boot of the operating system at that time: a power failure loses the last writes
 * @param inodes the inodes of the file and of the lock file, which a copied folder does not have; empty if unknown
 * @param clean whether the node closed the file
 * @param epochDue whether the file was replaced and its history has no new epoch yet
 */
record LockRecord(
        Set<Integer> ids, int restored, long modified, String bootId, String inodes, boolean clean, boolean epochDue) {
    /** The fixed length, so that a short record overwrites a longer one completely. */
    static final int BYTES = 512;

    private static final long MICROSECOND = 1_000;
    private static final long SECOND = 1_000_000_000;

    static final LockRecord UNKNOWN = new LockRecord(Set.of(), 0, 0, "", "", false, false);

    private static final String EXPLANATION =
            "Locked by the node that uses polyloop.db, and identifies its polyloop.db-wal."
                    + " Do not edit; copy it with them.";

    static LockRecord opening(Set<Integer> ids, boolean epochDue) {
        return new LockRecord(ids, 0, 0, "", "", false, epochDue);
    }

    static LockRecord open(Set<Integer> ids, long modified, String boot) {
        return new LockRecord(ids, 0, modified, boot, "", false, false);
    }

    LockRecord closed(long lastModified) {
        return new LockRecord(ids, restored, lastModified, bootId, inodes, true, epochDue);
    }

    LockRecord restoring(int id) {
        return new LockRecord(ids, id, modified, bootId, inodes, clean, epochDue);
    }

    LockRecord withInodes(String newPlace) {
        return new LockRecord(ids, restored, modified, bootId, newPlace, clean, epochDue);
    }

    boolean known() {
        return !ids.isEmpty();
    }

    /** Whether the file has the recorded time, with the precision that tools for copies and archives keep. */
    boolean modifiedAt(long time) {
        long unit = time % SECOND == 0 ? SECOND : MICROSECOND;
        return modified / unit == time / unit;
    }

    byte[] bytes() {
        String text = EXPLANATION + "\nids=" + ids.stream().map(String::valueOf).collect(Collectors.joining(","))
                + "\nrestored=" + restored + "\nmodified=" + modified + "\nboot=" + bootId + "\nplace=" + inodes
                + "\nclean=" + clean
                + "\nepoch-due=" + epochDue + "\n";
        byte[] padded = new byte[BYTES];
        Arrays.fill(padded, (byte) ' ');
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, padded, 0, bytes.length);
        return padded;
    }

    /** Parses a record; other content, such as the empty lock file of an early version, is {@link #UNKNOWN}. */
    static LockRecord of(byte[] bytes) {
        Map<String, String> values = new HashMap<>();
        new String(bytes, StandardCharsets.US_ASCII)
                .lines()
                .map(line -> line.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> values.put(pair[0], pair[1].trim()));
        try {
            Set<Integer> ids = Arrays.stream(values.get("ids").split(","))
                    .map(Integer::valueOf)
                    .collect(Collectors.toUnmodifiableSet());
            return new LockRecord(
                    ids,
                    Integer.parseInt(values.get("restored")),
                    Long.parseLong(values.get("modified")),
                    values.get("boot"),
                    values.getOrDefault("place", ""), // earlier builds did not write it
                    Boolean.parseBoolean(values.get("clean")),
                    Boolean.parseBoolean(values.get("epoch-due")));
        } catch (RuntimeException noRecord) {
            return UNKNOWN;
        }
    }
}
