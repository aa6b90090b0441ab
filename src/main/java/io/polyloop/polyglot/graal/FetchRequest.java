package io.polyloop.polyglot.graal;

import io.polyloop.topic.Problem;
import io.polyloop.verticle.Trace;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A request to another server.
 *
 * @param body its text, or null
 * @param redirect how to handle a redirect
 */
record FetchRequest(URI url, HttpMethod method, MultiMap headers, String body, Redirect redirect) {
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Set<String> OPTIONS = Set.of("url", "method", "headers", "body", "redirect");
    /** Headers that could send the request elsewhere, or split it in two. The Fetch standard forbids them too. */
    private static final Set<String> FORBIDDEN_HEADERS =
            Set.of("host", "connection", "content-length", "transfer-encoding", "upgrade", "te", "trailer", "expect");
    /** Headers that are not sent to another origin after a redirect. */
    private static final List<String> CREDENTIAL_HEADERS = List.of("authorization", "cookie", "proxy-authorization");

    private static final List<String> BODY_HEADERS =
            List.of("content-type", "content-encoding", "content-language", "content-location");
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> KEEP_METHOD = Set.of(307, 308);

    /** The option of the same name in the Fetch standard. */
    enum Redirect {
        FOLLOW,
        ERROR,
        MANUAL
    }

    /** From {@code {url, method, headers, body?, redirect?}}. Throws {@link IllegalArgumentException}. */
    static FetchRequest parse(JsonObject asked) {
        asked.fieldNames().forEach(name -> {
            if (!OPTIONS.contains(name)) {
                throw new IllegalArgumentException(
                        "fetch has no option " + name + "; its options are method, headers, body and redirect");
            }
        });
        HttpMethod method =
                HttpMethod.valueOf(String.valueOf(asked.getValue("method")).toUpperCase(Locale.ROOT));
        return new FetchRequest(
                url(String.valueOf(asked.getValue("url"))),
                method,
                headers(asked.getJsonObject("headers")),
                asked.getString("body"),
                redirect(asked.getValue("redirect", "manual")));
    }

    // A URI whose port is not a number has no host: Java parses it as a registry-based authority.
    private static URI url(String text) {
        URI url = URI.create(text);
        if (url.getHost() == null
                || !SCHEMES.contains(String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("fetch needs an absolute http or https URL, got: " + text);
        }
        return url;
    }

    private static MultiMap headers(JsonObject given) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        given.forEach(header -> {
            if (FORBIDDEN_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(
                        "header " + header.getKey() + " cannot be set; the HTTP client sets it");
            }
            headers.add(header.getKey(), String.valueOf(header.getValue()));
        });
        return headers;
    }

    private static Redirect redirect(Object given) {
        for (Redirect redirect : Redirect.values()) {
            if (redirect.name().toLowerCase(Locale.ROOT).equals(given)) {
                return redirect;
            }
        }
        throw new IllegalArgumentException("redirect must be follow, error or manual");
    }

    String origin() {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
        boolean usual = url.getPort() == -1 || url.getPort() == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + host + (usual ? "" : ":" + url.getPort());
    }

    /** Throws unless its origin is one of {@code origins}. Called again for each redirect. */
    void checkOrigin(List<String> origins) {
        if (url.getRawUserInfo() != null || !origins.contains(origin())) {
            throw Problem.FORBIDDEN.because("scripts may not fetch from " + (url.getHost() == null ? url : origin())
                    + "; add it to scripts.fetch in conf/polyloop.yaml");
        }
    }

    RequestOptions options(Trace trace) {
        RequestOptions options =
                new RequestOptions().setAbsoluteURI(url.toASCIIString()).setMethod(method);
        if (trace.parent() != null) {
            options.putHeader(Trace.PARENT, trace.parent());
        }
        if (trace.request() != null) {
            options.putHeader("x-request-id", trace.request());
        }
        if (!headers.contains("accept-encoding")) {
            options.putHeader("accept-encoding", "gzip");
        }
        headers.forEach(header -> options.putHeader(header.getKey(), header.getValue()));
        return options;
    }

    /** Whether the client follows this response to another location. */
    boolean isRedirect(int status, String location) {
        return REDIRECTS.contains(status) && location != null && redirect != Redirect.MANUAL;
    }

    /** The next request after a redirect (RFC 9110, 15.4). As in browsers, a POST becomes a GET; after 303, all methods do. */
    FetchRequest redirected(int status, String location) {
        boolean keep =
                KEEP_METHOD.contains(status) || method == HttpMethod.HEAD || status != 303 && method != HttpMethod.POST;
        URI next = url.resolve(location);
        MultiMap remaining = MultiMap.caseInsensitiveMultiMap().addAll(headers);
        FetchRequest request =
                new FetchRequest(next, keep ? method : HttpMethod.GET, remaining, keep ? body : null, redirect);
        if (!keep) {
            BODY_HEADERS.forEach(remaining::remove);
        }
        if (!request.origin().equals(origin())) {
            CREDENTIAL_HEADERS.forEach(remaining::remove);
        }
        return request;
    }
}
