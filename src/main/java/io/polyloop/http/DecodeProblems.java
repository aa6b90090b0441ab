package io.polyloop.http;

import io.polyloop.internals.TransportErrors;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.http.HttpServerRequest;

/** Requests that could not be decoded. */
public final class DecodeProblems {
    private DecodeProblems() {}

    /**
     * Why {@code request} could not be decoded.
     *
     * @param line how long the request line may be, as a setting or in bytes
     * @param headers how large the headers may be together
     */
    public static ProblemException of(HttpServerRequest request, String line, String headers) {
        Throwable cause = TransportErrors.decoderError(request);
        if (TransportErrors.isRequestLineTooLong(cause)) {
            return Problem.URI_TOO_LONG.because("the request line is longer than " + line);
        }
        if (TransportErrors.isHeadersTooLarge(cause)) {
            return Problem.HEADERS_TOO_LARGE.because("the headers are larger than " + headers);
        }
        if (TransportErrors.isUnsupportedVersion(cause)) {
            return Problem.HTTP_VERSION_UNSUPPORTED.because("send the request as HTTP/1.1 or HTTP/1.0");
        }
        return Problem.INVALID_REQUEST.because("malformed HTTP request");
    }
}
