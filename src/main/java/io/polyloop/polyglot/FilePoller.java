package io.polyloop.polyglot;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the files of a script for changes at an interval. Used on its supervisor's context. */
final class FilePoller {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    private final Vertx vertx;
    private final String name;
    private final Supplier<WatchedFiles> files;
    private final Function<WatchedFiles.Changes, Future<Void>> apply;
    private boolean closed;

    /**
     * @param name of the script, for the log
     * @param files of the version that was deployed last
     * @param apply is called with the changes of each check; the next check follows once its future completes
     */
    FilePoller(
            Vertx vertx,
            String name,
            Supplier<WatchedFiles> files,
            Function<WatchedFiles.Changes, Future<Void>> apply) {
        this.vertx = vertx;
        this.name = name;
        this.files = files;
        this.apply = apply;
    }

    void start(Duration interval) {
        if (!closed) {
            vertx.setTimer(interval.toMillis(), id -> poll(interval));
        }
    }

    private void poll(Duration interval) {
        WatchedFiles current = files.get();
        vertx.executeBlocking(current::poll, false)
                .compose(apply)
                .onFailure(failure -> LOG.error("{}: its files could not be checked for changes", name, failure))
                .onComplete(done -> start(interval));
    }

    void close() {
        closed = true;
    }
}
