package io.polyloop.auth;

import io.polyloop.config.Verb;
import io.polyloop.topic.TopicName;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Writes denials, authentication and administration to the logger {@code audit}, one JSON object a line. Of equal events
 * the first is written; the others are counted, and written as one line with {@code count} after
 * {@link AuditRepeats#INTERVAL}. Neither payloads nor credentials are in it. Any thread.
 */
public final class AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger("audit");
    /** Keys of the diagnostic context, which log lines show too. */
    private static final List<String> ORIGIN = List.of("request", "trace");

    private final LongSupplier nanoTime;
    /** One for each kind of event, so that a flood of one does not hide another. */
    private final Map<String, AuditRepeats> repeats = new TreeMap<>();

    public AuditLog() {
        this(System::nanoTime);
    }

    AuditLog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        for (String event : List.of("denied", "authenticated", "rejected", "administered")) {
            repeats.put(event, new AuditRepeats(event));
        }
    }

    /** A decision about a topic was a denial. */
    public void denied(Identity identity, Verb verb, TopicName topic, Decision decision, String address) {
        write(AuditEvent.of("denied")
                .who(identity)
                .with("verb", verb)
                .with("topic", topic)
                .with("decision", "denied")
                .with("rule", decision.rule())
                .with("reason", decision.reason())
                .with("address", address));
    }

    /** A route needs a scope that the client does not have. */
    public void deniedRoute(Identity identity, String scope, String address) {
        write(AuditEvent.of("denied")
                .who(identity)
                .with("reason", "the route needs the scope " + scope)
                .with("address", address));
    }

    /**
     * Credentials were accepted.
     *
     * @param transport {@code http}, {@code websocket} or {@code sse}
     */
    public void authenticated(Identity identity, String transport, String address) {
        write(AuditEvent.of("authenticated")
                .who(identity)
                .with("transport", transport)
                .with("address", address));
    }

    /** Credentials were refused; {@code reason} quotes nothing of them. */
    public void rejected(String transport, String reason, String address) {
        write(AuditEvent.of("rejected")
                .with("transport", transport)
                .with("reason", reason)
                .with("address", address));
    }

    /**
     * Something was administered: a revocation, a session or ticket made or ended, a log level.
     *
     * @param action such as {@code revoke}
     * @param target what it was done to
     */
    public void administered(String actor, String action, String target) {
        write(AuditEvent.of("administered")
                .with("actor", actor)
                .with("action", action)
                .with("target", target));
    }

    /** Writes the counts that are due. Call it once a second: it writes a bounded number of lines. */
    public void tick() {
        repeats.values().forEach(of -> log(of.due(nanoTime.getAsLong())));
    }

    /** Writes all counts, when the node stops. */
    public void close() {
        repeats.values().forEach(of -> log(of.all()));
    }

    private void write(AuditEvent event) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        AuditEvent first = repeats.get(event.name()).first(event, nanoTime.getAsLong());
        if (first != null) {
            JsonObject line = line(first);
            ORIGIN.forEach(key -> putIfPresent(line, key, MDC.get(key)));
            LOG.info(line.encode());
        }
    }

    // Outside of any lock: an appender can block, for as long as the reader of the standard output does.
    private static void log(List<AuditRepeats.Count> counts) {
        counts.forEach(count ->
                LOG.info(line(count.event()).put("count", count.count()).encode()));
    }

    private static JsonObject line(AuditEvent event) {
        JsonObject line = new JsonObject();
        line.put("at", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        event.fields().forEach(line::put);
        return line;
    }

    private static void putIfPresent(JsonObject line, String key, String value) {
        if (value != null) {
            line.put(key, value);
        }
    }
}
