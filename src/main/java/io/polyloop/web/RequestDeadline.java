package io.polyloop.web;

import io.polyloop.internals.ConnectionAccess.RequestProgress;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.LongSupplier;

/**
 * The request that a connection is at, and until when. Each sweep looks how far its answer is, so that a request costs
 * neither a timer nor a handler. Times are counted in sweeps. Event loop only.
 */
final class RequestDeadline {
    /** Bytes of an answer to take within the time of a request: one a second would keep a connection for days. */
    private static final int MIN_PROGRESS = 16 * 1024;

    /** Taken before the head of the answer: the head alone then counts as enough. */
    private static final long HEAD_NOT_SENT = Integer.MIN_VALUE;

    private final RequestProgress progress;
    // null while the connection waits for its next request: an answer that is out must not be kept for a minute
    private HttpServerRequest request;
    private long sentAtLastProgress;
    private long deadline;
    // of the request that the connection waits for: the deadline counts from its first byte, or from the connect
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
     * Gives an answer the time of a request again for each part that its client takes, and the next request the time
     * of keep-alive until its first byte, then that of a request. A request that does not arrive whole gets no more time, answered or not.
     *
     * @param unsent bytes written to the connection that the kernel has not taken
     * @return whether the time that it had is over
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
