package io.polyloop.bus;

import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.DeliveryOptions;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/**
 * On whose behalf something is done: carried by the headers of each message on the way, and shown in the log.
 *
 * @param parent the {@code traceparent} (W3C Trace Context) of who asked, or null
 * @param request the id of the HTTP request that it began with, or null
 */
public record Trace(String parent, String request) {
    /** Header of a message, and of HTTP. */
    public static final String PARENT = "traceparent";
    /** Header of a message; over HTTP it is {@code X-Request-Id}. */
    public static final String REQUEST = "request-id";
    /** On behalf of nobody in particular. */
    public static final Trace NONE = new Trace(null, null);

    private static final String LOGGED_TRACE = "trace";
    private static final String LOGGED_REQUEST = "request";
    private static final Pattern PARENT_FORM =
            Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final Pattern REQUEST_FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** Whatever is not well-formed is left out: it comes from outside and would go to the log. */
    public Trace {
        parent = parent != null && PARENT_FORM.matcher(parent).matches() ? parent : null;
        request = request != null && REQUEST_FORM.matcher(request).matches() ? request : null;
    }

    /** What the headers of a message tell. */
    public static Trace of(MultiMap headers) {
        return headers.isEmpty() ? NONE : new Trace(headers.get(PARENT), headers.get(REQUEST));
    }

    /** Options for a message that carries this on. */
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

    /** Runs {@code code} so that each line it logs, from this thread, shows this. */
    public void during(Runnable code) {
        if (parent == null && request == null) {
            code.run();
            return;
        }
        try (var trace = MDC.putCloseable(LOGGED_TRACE, parent == null ? null : parent.split("-")[1]);
                var id = MDC.putCloseable(LOGGED_REQUEST, request)) {
            code.run();
        }
    }
}
