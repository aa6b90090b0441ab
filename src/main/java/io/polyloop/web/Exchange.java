package io.polyloop.web;

import io.vertx.core.http.HttpServerResponse;

/**
 * What a connection is at, and until when. Each sweep looks how far the answer is, so that a request costs neither a
 * timer nor a handler. Times are counted in sweeps. Event loop only.
 */
final class Exchange {
    // null while the connection waits for its next request: an answer that is out must not be kept for a minute
    private HttpServerResponse answer;
    private boolean answering;
    private long deadline;

    Exchange(long deadline) {
        this.deadline = deadline;
    }

    /** A request has arrived, or its head has. */
    void requested(HttpServerResponse response, long until) {
        answer = response;
        answering = false;
        deadline = until;
    }

    /**
     * Gives an answer that has begun the time of a request again, and the next request the time of keep-alive.
     *
     * @return whether the time that it had is over
     */
    boolean isOverdue(long now, long request, long keepAlive) {
        if (answer != null && answer.ended()) {
            answer = null;
            deadline = now + keepAlive;
        } else if (answer != null && !answering && answer.headWritten()) {
            answering = true;
            deadline = now + request;
        }
        return now > deadline;
    }
}
