package io.polyloop.web.page;

import io.polyloop.http.HttpDate;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;

/** What a request says about the version of the page that its sender already has (RFC 9110, section 13). */
record Preconditions(HttpServerRequest request, StaticPage page) {
    private static final String RANGE = "Range";
    private static final String IF_RANGE = "If-Range";

    /** Whether the client's copy is the current one: then 304 is the whole answer. */
    boolean isNotModified() {
        // A list, over several lines if its sender likes (RFC 9110, 5.3).
        List<String> tags = request.headers().getAll(HttpHeaders.IF_NONE_MATCH);
        return tags.isEmpty()
                ? notModifiedSince(request.getHeader(HttpHeaders.IF_MODIFIED_SINCE))
                : matches(String.join(",", tags));
    }

    /** The part asked for, if it is one. HEAD has none, and a client whose copy is of another version gets all. */
    Optional<ByteRange> range() {
        String range = request.getHeader(RANGE);
        boolean applies = range != null && request.method() == HttpMethod.GET && sameVersion();
        return applies ? ByteRange.parse(range, page.size()) : Optional.empty();
    }

    // Weakly compared, as If-None-Match asks for: a proxy that compresses makes W/"x" of "x".
    private boolean matches(String tags) {
        for (String tag : tags.split(",")) {
            String one = tag.strip();
            if (one.equals("*") || one.equals(page.etag()) || one.equals("W/" + page.etag())) {
                return true;
            }
        }
        return false;
    }

    private boolean notModifiedSince(String date) {
        return date != null
                && HttpDate.parse(date)
                        .filter(since -> !page.modified().isAfter(since))
                        .isPresent();
    }

    private boolean sameVersion() {
        String version = request.getHeader(IF_RANGE);
        return version == null || version.equals(page.etag()) || version.equals(HttpDate.of(page.modified()));
    }
}
