package io.polyloop.bench.append;

import java.nio.file.Path;

/** How messages become durable. */
enum AppendStrategy {
    JOURNAL("Polyloop journal", JournalWriters::new),
    BATCH_LOOP("bare JDBC batch loop", BatchLoop::new),
    COMMIT_PER_MESSAGE("one commit each", CommitPerMessage::new);

    private interface Factory {
        Writers open(String url, Path folder) throws Exception;
    }

    private final String title;
    private final Factory factory;

    AppendStrategy(String title, Factory factory) {
        this.title = title;
        this.factory = factory;
    }

    /** The name in tables. */
    String title() {
        return title;
    }

    Writers open(String url, Path folder) throws Exception {
        return factory.open(url, folder);
    }
}
