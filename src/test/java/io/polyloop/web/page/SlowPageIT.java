package io.polyloop.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.web.page.PageServer.Answer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that hangs, under one event loop. */
class SlowPageIT {
    @TempDir
    private Path directory;

    private final CountDownLatch reading = new CountDownLatch(1);
    private final CountDownLatch disk = new CountDownLatch(1);

    @Test
    void while_one_read_hangs_a_thousand_other_pages_are_read_and_answered() throws Exception {
        Files.writeString(directory.resolve("slow.html"), "slow");
        for (int i = 0; i < 1_000; i++) {
            Files.writeString(directory.resolve(i + ".html"), "page " + i);
        }
        try (PageServer server = new PageServer(this::pages)) {
            Future<Answer> slow = server.send(HttpMethod.GET, "/slow.html");
            assertTrue(reading.await(20, TimeUnit.SECONDS));

            var others = IntStream.range(0, 1_000)
                    .mapToObj(i -> server.send(HttpMethod.GET, "/" + i + ".html"))
                    .toList();
            PageServer.await(Future.all(others));
            for (int i = 0; i < 1_000; i++) {
                assertEquals("page " + i, others.get(i).result().body().toString());
            }
            assertFalse(slow.isComplete());

            disk.countDown();
            assertEquals("slow", PageServer.await(slow).body().toString());
        } finally {
            disk.countDown();
        }
    }

    private PageHandler pages(Vertx vertx) {
        return new PageHandler(vertx, hanging(vertx), InstantSource.system(), 1 << 20, 1 << 16);
    }

    private PageFiles hanging(Vertx vertx) {
        PageFiles files = new DirectoryFiles(vertx, directory);
        return new PageFiles() {
            @Override
            public Future<Stat> stat(String name) {
                return files.stat(name);
            }

            @Override
            public Future<Buffer> read(String name) {
                return name.equals("slow.html")
                        ? vertx.executeBlocking(this::hang, false).compose(free -> files.read(name))
                        : files.read(name);
            }

            // Really a thread that stands still, as one in a read of a dead network disk does.
            private Void hang() throws InterruptedException {
                reading.countDown();
                disk.await();
                return null;
            }

            @Override
            public Future<Void> send(String name, ByteRange part, RoutingContext context) {
                return files.send(name, part, context);
            }
        };
    }
}
