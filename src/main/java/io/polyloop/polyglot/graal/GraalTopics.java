package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.ScriptContext;
import io.polyloop.polyglot.ScriptTopics;
import io.polyloop.topic.ProblemException;
import io.vertx.core.json.Json;
import org.graalvm.polyglot.HostAccess.DisableMethodScoping;
import org.graalvm.polyglot.HostAccess.Export;
import org.graalvm.polyglot.Value;

/** Topics as {@code prelude/topics.js} uses them. Used in executions of the script. */
public final class GraalTopics {
    private final ScriptContext context;
    private final ScriptTopics topics;
    private final ValueCodec codec;

    GraalTopics(ScriptContext context, ValueCodec codec) {
        this.context = context;
        this.codec = codec;
        this.topics = context.topics();
    }

    /** @param user the JSON of the user of a request; Java's null for the service */
    @Export
    @DisableMethodScoping
    public void append(String topic, Value data, String key, String user, Value resolve, Value reject) {
        codec.settle(context, as(user).append(topic, codec.fromScript(data), key), resolve, reject);
    }

    /** @param user as of {@link #append} */
    @Export
    @DisableMethodScoping
    public void read(String topic, String after, Integer limit, String user, Value resolve, Value reject) {
        codec.settle(context, as(user).read(topic, after, limit), resolve, reject);
    }

    private ScriptTopics as(String user) {
        return user == null ? topics : topics.as(Json.decodeValue(user));
    }

    /** Null, or why the topic is invalid. */
    @Export
    @DisableMethodScoping
    public String on(String topicOrPrefix, Value handler) {
        try {
            topics.on(
                    topicOrPrefix,
                    (message, invocation) ->
                            codec.run(invocation, here -> handler.execute(here, codec.toScript(message))));
            return null;
        } catch (ProblemException refused) {
            return refused.getMessage();
        }
    }
}
