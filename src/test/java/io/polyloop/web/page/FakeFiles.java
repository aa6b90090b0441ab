package io.polyloop.web.page;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Files that a test writes with the time it likes, and that count who looks at them. */
final class FakeFiles implements PageFiles {
    final AtomicInteger stats = new AtomicInteger();
    final AtomicInteger reads = new AtomicInteger();
    private final Map<String, Buffer> contents = new HashMap<>();
    private final Map<String, Long> times = new HashMap<>();

    void write(String name, String content, long modified) {
        contents.put(name, Buffer.buffer(content));
        times.put(name, modified);
    }

    void delete(String name) {
        contents.remove(name);
    }

    @Override
    public Future<Stat> stat(String name) {
        stats.incrementAndGet();
        Buffer content = contents.get(name);
        return content == null
                ? Future.failedFuture("no " + name)
                : Future.succeededFuture(new Stat(content.length(), times.get(name)));
    }

    @Override
    public Future<Buffer> read(String name) {
        reads.incrementAndGet();
        return Future.succeededFuture(contents.get(name));
    }

    @Override
    public Future<Void> send(String name, ByteRange part, RoutingContext context) {
        return context.response().end(part.of(contents.get(name)));
    }
}
