package io.polyloop.trace;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.shareddata.LocalMap;
import io.vertx.core.shareddata.Shareable;
import java.util.List;

/**
 * The spans that a node adds to those of requests and of messages on the bus. Any thread.
 *
 * <p>A context names a sampled span in one text: its {@code traceparent}, and after a blank its {@code tracestate} if it
 * has one (W3C Trace Context).
 */
public interface Traces extends Shareable {
    /** A node without traces. */
    Traces OFF = new Traces() {};

    /** The most contexts that a commit links to, and that the news of it carries. */
    int MAX_LINKS = 16;

    /** A header of HTTP and of bus messages. */
    String PARENT = "traceparent";
    /** A header of HTTP and of bus messages. */
    String STATE = "tracestate";

    /** An attribute: the file of the code that a span calls. */
    String FILE = "code.file.path";

    /** Those of the node that runs on this Vert.x. A lookup: keep the result. */
    static Traces of(Vertx vertx) {
        return map(vertx).getOrDefault(PARENT, OFF);
    }

    /** Called once, before the first verticle is deployed. */
    static void set(Vertx vertx, Traces traces) {
        map(vertx).put(PARENT, traces);
    }

    /** Whether spans are recorded. */
    default boolean isOn() {
        return false;
    }

    /** The context of the current span; null if none is sampled. */
    default String current() {
        return null;
    }

    /** The {@code traceparent} of the current span, or the caller's if none is sampled. */
    default String currentOr(String parent) {
        String current = current();
        return current == null ? parent : parent(current);
    }

    /** Adds an attribute to the current span. */
    default void annotate(String key, String value) {}

    /** Tells which route answers the current request, for example {@code /api/v1/topics/{topic}}. The first one counts. */
    default void route(String template) {}

    /**
     * Starts a span for work that a client requests. A malformed parent is ignored.
     *
     * @param parent the {@code traceparent} of the client, or null
     */
    default Span receive(String name, String parent) {
        return Span.NONE;
    }

    /**
     * Starts a span below the first of these contexts, with links to all of them; none without a context. Malformed ones
     * are ignored: other nodes send them.
     */
    default Span follow(String name, List<String> contexts) {
        return Span.NONE;
    }

    /** Records no further spans; completes when the recorded ones are exported or dropped. Never fails. */
    default Future<Void> stop() {
        return Future.succeededFuture();
    }

    /** The same options for a message whose consumers continue the trace of a context. */
    static DeliveryOptions continuing(DeliveryOptions options, String context) {
        DeliveryOptions traced = new DeliveryOptions(options).addHeader(PARENT, parent(context));
        return state(context).isEmpty() ? traced : traced.addHeader(STATE, state(context));
    }

    /** @param state a {@code tracestate}; empty without one */
    static String context(String parent, String state) {
        return state.isEmpty() ? parent : parent + ' ' + state;
    }

    /** The {@code traceparent} of a context. */
    static String parent(String context) {
        int blank = context.indexOf(' ');
        return blank < 0 ? context : context.substring(0, blank);
    }

    /** The {@code tracestate} of a context; empty without one. */
    static String state(String context) {
        int blank = context.indexOf(' ');
        return blank < 0 ? "" : context.substring(blank + 1);
    }

    private static LocalMap<String, Traces> map(Vertx vertx) {
        return vertx.sharedData().getLocalMap("polyloop.traces");
    }
}
