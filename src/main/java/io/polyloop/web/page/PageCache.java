package io.polyloop.web.page;

import io.polyloop.internals.OffHeapBuffer;
import io.polyloop.topic.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whole pages in memory, the least recently asked for leaving first when there are too many bytes.
 *
 * <p>One cache for each web verticle instance, used on its event loop only: no lock is taken for a page, at the price
 * of a few copies of small files. A shared cache would have every loop wait for the others, for files that fit many
 * times over.
 */
final class PageCache {
    /** How long a page is served without a look at its file. */
    static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);
    // File systems count time in steps of up to two seconds. A file written within the same step as it was read may be
    // written once more without its time changing, so its bytes are not trusted until the step is over.
    private static final Duration TIMESTAMP_STEP = Duration.ofSeconds(2);

    private record Entry(StaticPage page, PageFiles.Stat stat, boolean trusted, long checked) {}

    private final Vertx vertx;
    private final PageFiles files;
    private final InstantSource clock;
    private final long maxBytes;
    private final long maxFile;
    // event loop only
    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Future<StaticPage>> inFlight = new HashMap<>();
    private long bytes;

    /**
     * @param maxBytes what all the pages together may take
     * @param maxFile files larger than this are not held, but streamed
     */
    PageCache(Vertx vertx, PageFiles files, InstantSource clock, long maxBytes, long maxFile) {
        this.vertx = vertx;
        this.files = files;
        this.clock = clock;
        this.maxBytes = maxBytes;
        this.maxFile = maxFile;
    }

    /**
     * The current version of the page at the path of a request, at most {@link #CHECK_INTERVAL} old. What is held has a good
     * path, so only what is not is checked.
     */
    Future<StaticPage> page(String path) {
        Entry entry = entries.get(path);
        if (entry != null && clock.millis() - entry.checked < CHECK_INTERVAL.toMillis()) {
            return Future.succeededFuture(entry.page);
        }
        // Shared: a thousand requests for a page that just expired are one look at the disk.
        Future<StaticPage> shared = inFlight.get(path);
        return shared != null ? shared : check(path, entry);
    }

    /** The bytes held now. */
    long bytes() {
        return bytes;
    }

    private Future<StaticPage> check(String path, Entry known) {
        String name = PageName.of(path);
        Future<StaticPage> look = files.stat(name)
                .recover(missing -> Future.failedFuture(Problem.NOT_FOUND.because("no such page")))
                .compose(stat -> current(name, stat, known))
                .map(entry -> put(path, entry))
                .onFailure(gone -> remove(path));
        inFlight.put(path, look);
        look.onComplete(done -> inFlight.remove(path));
        return look;
    }

    private Future<Entry> current(String name, PageFiles.Stat stat, Entry known) {
        long now = clock.millis();
        if (known != null && known.trusted && known.stat.equals(stat)) {
            return Future.succeededFuture(new Entry(known.page, stat, true, now));
        }
        boolean trusted = stat.modified() < now - TIMESTAMP_STEP.toMillis();
        return load(name, stat).map(page -> new Entry(page, stat, trusted, now));
    }

    private Future<StaticPage> load(String name, PageFiles.Stat stat) {
        if (stat.size() > maxFile) {
            return Future.succeededFuture(StaticPage.streamed(name, stat));
        }
        return files.read(name)
                .compose(read -> vertx.executeBlocking(
                        () -> StaticPage.inMemory(name, OffHeapBuffer.copy(vertx, read), stat.modified()), false));
    }

    private StaticPage put(String path, Entry entry) {
        remove(path);
        if (entry.page.weight() <= maxBytes) {
            entries.put(path, entry);
            bytes += entry.page.weight();
            evict();
        }
        return entry.page;
    }

    private void evict() {
        Iterator<Entry> eldest = entries.values().iterator();
        while (bytes > maxBytes) {
            bytes -= eldest.next().page.weight();
            eldest.remove();
        }
    }

    private void remove(String path) {
        Entry dropped = entries.remove(path);
        bytes -= dropped == null ? 0 : dropped.page.weight();
    }
}
