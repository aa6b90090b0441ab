package io.polyloop.bench.append;

import java.nio.file.Path;

/** Ways to make a message durable. */
enum Kind {
    JOURNAL("Polyloop journal", JournalWriters::new),
    BARE("bare JDBC batch loop", BareLoop::new),
    EACH("one commit each", OneCommitEach::new);

    private interface Opening {
        Writers open(String url, Path folder) throws Exception;
    }

    private final String title;
    private final Opening opening;

    Kind(String title, Opening opening) {
        this.title = title;
        this.opening = opening;
    }

    /** Its name in the tables. */
    String title() {
        return title;
    }

    Writers open(String url, Path folder) throws Exception {
        return opening.open(url, folder);
    }
}
