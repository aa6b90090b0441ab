package io.polyloop.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PageCacheTest {
    private static final long LONG_AGO = 1_000;

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final AtomicLong now = new AtomicLong(1_000_000);
    private final FakeFiles files = new FakeFiles();
    private final PageCache cache = cache(10_000, 1_000);

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Test
    void a_changed_file_is_served_within_a_second() throws Exception {
        files.write("a.html", "old", LONG_AGO);
        assertEquals("old", content("a.html"));
        files.write("a.html", "new!", LONG_AGO + 1);
        now.addAndGet(999);
        assertEquals("old", content("a.html"));
        now.addAndGet(1);
        assertEquals("new!", content("a.html"));
    }

    @Test
    void an_unchanged_file_is_looked_at_once_a_second_and_read_once() throws Exception {
        files.write("a.html", "same", LONG_AGO);
        for (int tenth = 0; tenth < 30; tenth++) {
            assertEquals("same", content("a.html"));
            now.addAndGet(100);
        }
        assertEquals(3, files.stats.get());
        assertEquals(1, files.reads.get());
    }

    @Test
    void a_file_changed_twice_within_one_step_of_its_time_is_noticed() throws Exception {
        files.write("a.html", "one", now.get());
        assertEquals("one", content("a.html"));
        files.write("a.html", "two", now.get());
        now.addAndGet(1_000);
        assertEquals("two", content("a.html"));
    }

    @Test
    void requests_at_once_share_one_read() throws Exception {
        files.write("a.html", "shared", LONG_AGO);
        List<Future<StaticPage>> requests = onLoop(() ->
                IntStream.range(0, 100).mapToObj(i -> cache.page("/a.html")).toList());
        await(Future.all(requests));
        assertEquals(1, files.stats.get());
        assertEquals(1, files.reads.get());
        assertSame(requests.get(0).result(), requests.get(99).result());
    }

    @Test
    void the_least_recently_asked_for_leaves_first_when_there_are_too_many_bytes() throws Exception {
        for (String name : List.of("a", "b", "c")) {
            files.write(name, "x".repeat(600), LONG_AGO);
            content(name);
        }
        content("a");
        files.write("d", "x".repeat(900), LONG_AGO);
        content("d");
        int reads = files.reads.get();
        content("a");
        content("c");
        assertEquals(reads, files.reads.get());
        content("b");
        assertEquals(reads + 1, files.reads.get());
        assertTrue(cache.bytes() <= 10_000, "held " + cache.bytes());
    }

    @Test
    void a_file_over_the_limit_is_never_read_into_memory() throws Exception {
        files.write("film.mp4", "x".repeat(1_001), LONG_AGO);
        StaticPage page = page("film.mp4");
        assertFalse(page.isInMemory());
        assertEquals(1_001, page.size());
        assertEquals(0, files.reads.get());
    }

    @Test
    void a_page_larger_than_the_whole_cache_is_served_and_not_kept() throws Exception {
        PageCache small = cache(600, 1_000);
        files.write("a.html", "x".repeat(500), LONG_AGO);
        assertEquals(500, await(onLoop(() -> small.page("/a.html"))).size());
        assertEquals(0, small.bytes());
    }

    @Test
    void a_deleted_file_is_not_found_and_its_bytes_are_given_back() throws Exception {
        files.write("a.html", "here", LONG_AGO);
        content("a.html");
        files.delete("a.html");
        now.addAndGet(1_000);
        ExecutionException failure = assertThrows(ExecutionException.class, () -> page("a.html"));
        assertEquals(Problem.NOT_FOUND, ProblemException.of(failure.getCause()).problem());
        assertEquals(0, cache.bytes());
    }

    @Test
    void the_tag_is_of_the_content_and_not_of_its_time() throws Exception {
        files.write("a.html", "one", LONG_AGO);
        String first = page("a.html").etag();
        files.write("a.html", "one", LONG_AGO + 5_000);
        now.addAndGet(1_000);
        assertEquals(first, page("a.html").etag());
        files.write("a.html", "two", LONG_AGO + 6_000);
        now.addAndGet(1_000);
        assertNotEquals(first, page("a.html").etag());
    }

    private PageCache cache(long maxBytes, long maxFile) {
        return new PageCache(vertx, files, () -> Instant.ofEpochMilli(now.get()), maxBytes, maxFile);
    }

    private String content(String name) throws Exception {
        return page(name).bytes().toString();
    }

    private StaticPage page(String name) throws Exception {
        return await(onLoop(() -> cache.page("/" + name)));
    }

    private <T> T onLoop(Supplier<T> work) throws Exception {
        return await(Future.future(done -> loop.runOnContext(v -> done.complete(work.get()))));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
