package io.polyloop.web;

import io.polyloop.auth.Identity;
import io.polyloop.auth.User;
import io.polyloop.internals.Transport;
import io.polyloop.live.Encoding;
import io.polyloop.live.Outbox;
import io.polyloop.live.Subscriber;
import io.polyloop.live.Subscription;
import io.polyloop.topic.Page.Reset;
import io.polyloop.topic.Position;
import io.polyloop.topic.ProblemException;
import io.polyloop.topic.ReadFrom;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** One event stream (WHATWG HTML, section 9.2). On its event loop. */
final class LiveStream implements Subscriber, LiveConnection {
    private final RoutingContext request;
    private final HttpServerResponse response;
    private final LiveContext context;
    private final ReadFrom start;
    private final Runnable onHead;
    private final Identity identity;
    private final StallDetector stall = new StallDetector(LiveConnections.STALL_CHECKS);
    // event loop only
    private Transport transport;
    private Outbox outbox;
    private Subscription subscription;
    private boolean ended;

    /** @param whenBegun runs when the stream has begun */
    LiveStream(RoutingContext request, LiveContext context, ReadFrom start, Runnable whenBegun) {
        this.request = request;
        User user = Gate.user(request);
        this.identity = user == null ? null : user.identity();
        this.response = request.response();
        this.context = context;
        this.start = start;
        this.onHead = whenBegun;
        response.exceptionHandler(broken -> end());
        response.closeHandler(closed -> end());
    }

    void setSubscription(Subscription begun) {
        subscription = begun;
        if (ended) {
            begun.close();
        }
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public Encoding encoding() {
        return Encoding.STREAM;
    }

    @Override
    public void subscribed(String epoch, long head, boolean recovered) {
        int highWaterMark = context.live().highWaterMark();
        transport = context.access().eventStream(request.request(), context.flushes(), highWaterMark / 2);
        outbox = new Outbox(highWaterMark, transport, context.metrics());
        Gate.forget(request);
        writeHead();
        // A client that leaves before its first message comes back to where it began, not to "from now on".
        String id = start instanceof ReadFrom.Now ? "id: " + new Position(epoch, head) + "\n" : "";
        outbox.write(Buffer.buffer(": subscribed\n" + id + "\n"));
        onHead.run();
        context.connections().add(this);
    }

    @Override
    public void reset(Reset reason, long from) {
        JsonObject data =
                new JsonObject().put("reason", ServerFrames.name(reason)).put("from", from);
        outbox.write(event("reset", data));
    }

    @Override
    public void skipped(long from, long to) {
        throw new IllegalStateException("event streams never skip");
    }

    @Override
    public void refused(ProblemException refusal) {
        ended = true;
        request.fail(refusal);
    }

    @Override
    public void closedAsSlow() {
        closeNow();
    }

    @Override
    public void heartbeat() {
        if (outbox.isEmpty()) {
            outbox.write(event("heartbeat", new JsonObject()));
        }
    }

    @Override
    public void checkStalled() {
        if (stall.isStalled(
                context.access().pendingBytes(request.request().connection(), outbox::pendingBytes),
                outbox.progress())) {
            closeNow();
        }
    }

    @Override
    public void checkCredentials() {
        if (identity != null && context.authenticator().ended(identity).isPresent()) {
            finish(event("expired", new JsonObject()));
        }
    }

    @Override
    public boolean canLeave() {
        return !ended && outbox.isEmpty();
    }

    @Override
    public void goAway(long reconnectAfterMs) {
        finish(Buffer.buffer("retry: " + reconnectAfterMs + "\n\n"));
    }

    /** Ends the stream with a last event. */
    private void finish(Buffer last) {
        if (ended) {
            return;
        }
        outbox.write(last);
        transport.flush();
        Future<Void> sent = response.end();
        if (isHttp10()) {
            sent.onComplete(done -> request.request().connection().close());
        }
        end();
    }

    @Override
    public void closeNow() {
        end();
        context.access().closeNow(request.request().connection());
    }

    private void writeHead() {
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Accel-Buffering", "no"); // nginx would hold events back until its buffer is full
        if (isHttp10()) {
            // Without chunks the end of the connection ends the stream (RFC 9112, 6.3), even if the client asks for
            // keep-alive. The first write sends the head.
            request.addHeadersEndHandler(head -> response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE));
        } else {
            response.writeHead();
        }
    }

    private boolean isHttp10() {
        return request.request().version() == HttpVersion.HTTP_1_0;
    }

    private void end() {
        if (ended) {
            return;
        }
        ended = true;
        context.connections().remove(this);
        if (subscription != null) {
            subscription.close();
        }
    }

    private static Buffer event(String name, JsonObject data) {
        return Buffer.buffer("event: " + name + "\ndata: " + data.encode() + "\n\n");
    }
}
