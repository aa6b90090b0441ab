package io.polyloop.polyglot;

import java.net.URL;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The files that one deployment of a script has read, as they were then. Its instances read at the same time. */
final class WatchedFiles {
    /**
     * What has become of the files.
     *
     * @param changed those that are to be read anew; empty while somebody still writes
     * @param removed those that are not there any more, each told once
     */
    record Changes(Set<String> changed, Set<String> removed) {
        private static final Changes NONE = new Changes(Set.of(), Set.of());
    }

    private final Map<String, Fingerprint> read = new ConcurrentHashMap<>();
    private volatile ScriptFolder folder;

    // used by one look() after the other
    private final Set<String> reported = new HashSet<>();
    private Map<String, Fingerprint> last;

    /** The same folder; whatever is looked up in it, found or not, is remembered. */
    ScriptFolder watch(ScriptFolder origin) {
        folder = origin;
        return new ScriptFolder() {
            @Override
            Optional<URL> locate(String name) {
                Optional<URL> file = origin.locate(name);
                // Before it is read: a file that is written in between then counts as changed, and is read again.
                // The first instance's counts, or one that read it earlier than the others would keep the old text.
                read.computeIfAbsent(name, first -> Fingerprint.of(file));
                return file;
            }

            @Override
            public String toString() {
                return origin.toString();
            }
        };
    }

    /** Compares with the files as they are now. Blocking; a change is told once two looks see the same. */
    Changes poll() {
        Map<String, Fingerprint> now = read.keySet().stream()
                .collect(Collectors.toMap(name -> name, name -> Fingerprint.of(folder.locate(name))));
        // Half of a file, or one of two that belong together, would be reported as a fault of the script.
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
