package io.polyloop.web;

import io.polyloop.internals.ConnectionAccess.RequestProgress;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.LongSupplier;

/**
 * The current request of a connection, and its deadline. Regular checks compare the progress of the response, so a
 * request needs no timer and no handler. Times are counted in checks. Event loop only.
 */
final class RequestDeadline {
    /** Bytes that a client must read within the request timeout: one a second would keep a connection for days. */
    private static final int MIN_PROGRESS = 16 * 1024;

    /** Before the head of the response is sent: the head alone then counts as progress. */
    private static final long HEAD_NOT_SENT = Integer.MIN_VALUE;

    private final RequestProgress progress;
    // null while the connection waits for its next request: a sent response must not stay in memory for a minute
    private HttpServerRequest request;
    private long sentAtLastProgress;
    private long deadline;
    // of the next request: its deadline starts with its first byte, or with the connect
    private boolean firstByteSeen = true;

    /** @param progress whether some of the next request has arrived, and its head has not */
    RequestDeadline(RequestProgress progress, long deadline) {
        this.progress = progress;
        this.deadline = deadline;
    }

    /** A request has arrived, or its head has. */
    void onRequest(HttpServerRequest arrived, long until) {
        request = arrived;
        firstByteSeen = false;
        sentAtLastProgress = HEAD_NOT_SENT;
        deadline = until;
    }

    /**
     * Extends the deadline. A response gets the request timeout again for each part that its client reads. The next
     * request gets the keep-alive time until its first byte, then the request timeout. A request that does not arrive
     * completely gets no more time, even if it is answered.
     *
     * @param unsent bytes written to the connection that the kernel has not taken
     * @return whether the deadline has passed
     */
    boolean isOverdue(long now, long requestTime, long keepAlive, LongSupplier unsent) {
        if (request != null && request.isEnded() && request.response().headWritten()) {
            long waiting = unsent.getAsLong();
            long sent = request.response().bytesWritten() - waiting;
            if (request.response().ended() && waiting == 0) {
                request = null;
                deadline = now + keepAlive;
            } else if (sent - sentAtLastProgress >= MIN_PROGRESS) {
                sentAtLastProgress = sent;
                deadline = now + requestTime;
            }
        }
        if (request == null && !firstByteSeen && progress.hasPartialRequest()) {
            firstByteSeen = true;
            deadline = now + requestTime;
        }
        return now > deadline;
    }

    /** What the public API knows of {@code unsent}: whether there is too much of it. */
    long pendingBytesEstimate() {
        HttpServerResponse response = request.response();
        return response.ended() || response.closed() || !response.writeQueueFull() ? 0 : 1;
    }
}
