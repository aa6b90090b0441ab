package io.polyloop.web;

import io.polyloop.trace.Traces;
import io.polyloop.verticle.Trace;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** The name of a request in the log, in a problem and in what is asked of others on its behalf. */
public final class RequestId {
    /** In a request, and in the answers of verticles. */
    public static final String HEADER = "X-Request-Id";
    // A name that came from outside ends up in the log: none that breaks a line or runs on.
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    /** The client's {@code X-Request-Id} if it is well-formed, or one made here; the same for the whole request. */
    public static String of(RoutingContext context) {
        String known = context.get(HEADER);
        if (known == null) {
            String sent = context.request().getHeader(HEADER);
            known = sent != null && FORM.matcher(sent).matches() ? sent : generate();
            context.put(HEADER, known);
        }
        return known;
    }

    /** The origin of what is done for this request: its span, or the caller's, and its id. */
    public static Trace trace(RoutingContext context) {
        return new Trace(Traces.of(context.vertx()).currentOr(context.request().getHeader(Trace.PARENT)), of(context));
    }

    static String generate() {
        // It is no secret: a secure one would cost as much as the rest of the checks of a request.
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
