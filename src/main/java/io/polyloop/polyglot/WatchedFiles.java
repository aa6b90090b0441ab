package io.polyloop.polyglot;

import java.net.URL;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The files that a version of a script has read, as they were then. Several instances read at the same time. */
final class WatchedFiles {
    /**
     * How the files differ from what was read.
     *
     * @param changed files to read again; empty while files are still being written
     * @param removed files that were deleted, each reported once
     */
    record Changes(Set<String> changed, Set<String> removed) {
        private static final Changes NONE = new Changes(Set.of(), Set.of());
    }

    private final Map<String, Fingerprint> read = new ConcurrentHashMap<>();
    private volatile ScriptFolder folder;

    // used by one poll() at a time
    private final Set<String> reported = new HashSet<>();
    private Map<String, Fingerprint> last;

    /** The same folder, which records every file that is looked up in it, found or not. */
    ScriptFolder watch(ScriptFolder origin) {
        folder = origin;
        return new ScriptFolder() {
            @Override
            Optional<URL> locate(String name) {
                Optional<URL> file = origin.locate(name);
                // Before the file is read: one that is written in between counts as changed and is read again.
                // The first instance counts, or an instance that read before the others would keep the old text.
                read.computeIfAbsent(name, first -> Fingerprint.of(file));
                return file;
            }

            @Override
            public String toString() {
                return origin.toString();
            }
        };
    }

    /** Compares with the files as they are now. Blocks. Reports a change once two polls in a row see the same. */
    Changes poll() {
        Map<String, Fingerprint> now = read.keySet().stream()
                .collect(Collectors.toMap(name -> name, name -> Fingerprint.of(folder.locate(name))));
        // A half-written file, or one of two related files, would be reported as an error of the script.
        boolean settled = now.equals(last);
        last = now;
        return settled ? compare(now) : Changes.NONE;
    }

    private Changes compare(Map<String, Fingerprint> now) {
        Set<String> changed = new HashSet<>();
        Set<String> removed = new HashSet<>();
        now.forEach((name, print) -> {
            if (!print.equals(read.get(name))) {
                (print.absent() ? removed : changed).add(name);
            }
        });
        removed.removeIf(name -> !reported.add(name));
        return new Changes(changed, removed);
    }
}
