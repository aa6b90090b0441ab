package io.polyloop.web.page;

import io.polyloop.topic.Problem;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Serves static pages to GET and HEAD. To be mounted last on the root router, on everything that is left.
 *
 * <p>Five steps, and none of them blocks the event loop:
 *
 * <ol>
 *   <li>the loop takes the request ({@link #handle});
 *   <li>a worker reads the file, unless the page is held ({@link PageCache#page});
 *   <li>meanwhile the loop serves the next request, as {@code handle} has returned;
 *   <li>what was read comes back to the loop, as the result of a future;
 *   <li>the loop sends the answer ({@link #answer}).
 * </ol>
 *
 * <p>One for each web verticle instance: it is used on that instance's event loop only. What cannot be served fails the
 * context with {@link Problem#NOT_FOUND} or {@link Problem#RANGE_NOT_SATISFIABLE}; the body of such an answer is the
 * failure handler's.
 */
public final class PageHandler implements Handler<RoutingContext> {
    private final PageFiles files;
    private final PageCache cache;

    /**
     * Pages below {@code directory}, if that is a directory at the first request, otherwise those in {@code webroot/}
     * on the class path.
     *
     * @param directory null for the pages on the class path
     * @param cacheBytes what all the pages held in memory may take
     * @param maxFile files larger than this, in bytes, are not held but streamed
     */
    public PageHandler(Vertx vertx, Path directory, long cacheBytes, long maxFile) {
        this(
                vertx,
                new WebRoot(vertx, directory, PageHandler.class.getClassLoader(), "webroot"),
                InstantSource.system(),
                cacheBytes,
                maxFile);
    }

    PageHandler(Vertx vertx, PageFiles files, InstantSource clock, long cacheBytes, long maxFile) {
        this.files = files;
        this.cache = new PageCache(vertx, files, clock, cacheBytes, maxFile);
    }

    @Override
    public void handle(RoutingContext context) {
        Future<StaticPage> read = cache.page(context.request().path());
        read.compose(page -> answer(context, page)).onFailure(failure -> fail(context, failure));
    }

    /** Fails with {@link Problem#NOT_FOUND} if there is no page at {@code path}. */
    public Future<?> find(String path) {
        return cache.page(path);
    }

    private Future<Void> answer(RoutingContext context, StaticPage page) {
        Preconditions client = new Preconditions(context.request(), page);
        if (client.isNotModified()) {
            PageHeaders.put(context.response(), page);
            PageHeaders.putNotModified(context.response());
            return context.response().end();
        }
        Optional<ByteRange> part = client.range();
        if (part.isPresent() && !part.get().satisfiable()) {
            return refuse(context, part.get());
        }
        return send(context, page, part);
    }

    private Future<Void> send(RoutingContext context, StaticPage page, Optional<ByteRange> part) {
        HttpServerResponse response = context.response();
        ByteRange range = part.orElse(ByteRange.whole(page.size()));
        PageHeaders.put(response, page);
        part.ifPresent(some -> PageHeaders.putPart(response, some));
        if (context.request().method() == HttpMethod.HEAD) {
            return response.end();
        }
        return page.isInMemory() ? response.end(range.of(page.bytes())) : files.send(page.name(), range, context);
    }

    private static Future<Void> refuse(RoutingContext context, ByteRange range) {
        context.response().putHeader(HttpHeaders.CONTENT_RANGE, range.toString());
        context.fail(Problem.RANGE_NOT_SATISFIABLE.because("the page has " + range.size() + " bytes"));
        return Future.succeededFuture();
    }

    // Once the head is out there is no status left to say it with: the client sees the connection break instead of
    // a short page that looks whole. A client that has left receives nothing.
    private static void fail(RoutingContext context, Throwable failure) {
        HttpServerResponse response = context.response();
        if (response.closed()) {
            return;
        }
        if (response.headWritten()) {
            response.reset();
        } else {
            PageHeaders.remove(response);
            context.fail(failure);
        }
    }
}
