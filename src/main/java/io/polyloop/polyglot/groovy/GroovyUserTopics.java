package io.polyloop.polyglot.groovy;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** {@link GroovyTopics} as the user of a request. What the rules do not allow this user is refused. */
public final class GroovyUserTopics {
    private final GroovyTopics topics;
    private final Object user;

    GroovyUserTopics(GroovyTopics topics, Object user) {
        this.topics = topics;
        this.user = user;
    }

    public Future<Object> append(String topic, Object data) {
        return append(topic, data, Map.of());
    }

    /** As {@link GroovyTopics#append(String, Object, Map)}. */
    public Future<Object> append(String topic, Object data, Map<String, ?> options) {
        GroovyOptions.check(options, Set.of("key"));
        return topics.append(topic, data, withUser(options));
    }

    public Future<Object> read(String topic) {
        return read(topic, Map.of());
    }

    /** As {@link GroovyTopics#read(String, Map)}. */
    public Future<Object> read(String topic, Map<String, ?> options) {
        GroovyOptions.check(options, Set.of("after", "limit"));
        return topics.read(topic, withUser(options));
    }

    private Map<String, Object> withUser(Map<String, ?> options) {
        Map<String, Object> all = new HashMap<>(options);
        all.put(GroovyTopics.AS, user);
        return all;
    }
}
