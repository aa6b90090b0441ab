package io.polyloop.verticle;

import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.DeliveryOptions;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/**
 * The origin of work: the trace and the HTTP request. Message headers carry it, and log lines show it.
 *
 * @param parent the {@code traceparent} of the caller (W3C Trace Context), or null
 * @param request the id of the HTTP request that started the work, or null
 */
public record Trace(String parent, String request) {
    /** A header of bus messages and of HTTP. */
    public static final String PARENT = "traceparent";
    /** A header of bus messages; in HTTP it is {@code X-Request-Id}. */
    public static final String REQUEST = "request-id";
    /** Work without a known origin. */
    public static final Trace NONE = new Trace(null, null);

    private static final String LOGGED_TRACE = "trace";
    private static final String LOGGED_SPAN = "span";
    private static final String LOGGED_REQUEST = "request";
    private static final Pattern PARENT_FORM =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final Pattern REQUEST_FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** Ignores malformed values: they come from outside and would be logged. */
    public Trace {
        parent = parent != null && PARENT_FORM.matcher(parent).matches() ? parent : null;
        request = request != null && REQUEST_FORM.matcher(request).matches() ? request : null;
    }

    /** The origin in the headers of a message. */
    public static Trace of(MultiMap headers) {
        return headers.isEmpty() ? NONE : new Trace(headers.get(PARENT), headers.get(REQUEST));
    }

    /** Options of a message that carries this origin. */
    public DeliveryOptions options() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        if (parent != null) {
            headers.set(PARENT, parent);
        }
        if (request != null) {
            headers.set(REQUEST, request);
        }
        return new DeliveryOptions().setHeaders(headers);
    }

    /** Runs {@code code}; the lines that it logs on this thread show this origin. */
    public void during(Runnable code) {
        if (parent == null && request == null) {
            code.run();
            return;
        }
        String[] ids = parent == null ? new String[] {null, null, null} : parent.split("-");
        String[] outer = {MDC.get(LOGGED_TRACE), MDC.get(LOGGED_SPAN), MDC.get(LOGGED_REQUEST)};
        log(ids[1], ids[2], request);
        try {
            code.run();
        } finally {
            // What is called within such code is on the same thread, and would leave it without its ids.
            log(outer[0], outer[1], outer[2]);
        }
    }

    private static void log(String trace, String span, String request) {
        log(LOGGED_TRACE, trace);
        log(LOGGED_SPAN, span);
        log(LOGGED_REQUEST, request);
    }

    private static void log(String key, String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}
