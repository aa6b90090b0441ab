package io.polyloop.polyglot.groovy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request to a route: {@code [method:, path:, params:, query:, headers:, body:, user:]}. {@code user} is who the client
 * is, {@code [subject:, issuer:, tenant:, claims:]}, or null; {@code request.topics} acts for that user. The topics are
 * no entry, so that a request can be answered and logged. Public, like every class that a script uses.
 */
public final class GroovyRequest extends LinkedHashMap<String, Object> {
    private static final long serialVersionUID = 1L;
    private static final String TOPICS = "topics";

    private final transient GroovyUserTopics topics;

    @SuppressWarnings("unchecked")
    GroovyRequest(JsonObject request, GroovyTopics topics) {
        super((Map<String, Object>) GroovyJson.toGroovy(request));
        computeIfPresent("body", (name, body) -> body instanceof Buffer bytes ? bytes.getBytes() : body);
        this.topics = new GroovyUserTopics(topics, get("user"));
    }

    /** Groovy reads {@code request.topics} so. */
    @Override
    public Object get(Object name) {
        return TOPICS.equals(name) ? topics : super.get(name);
    }
}
