package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.Host;
import io.polyloop.polyglot.HostTopics;
import io.polyloop.topic.ProblemException;
import org.graalvm.polyglot.HostAccess.DisableMethodScoping;
import org.graalvm.polyglot.HostAccess.Export;
import org.graalvm.polyglot.Value;

/** Topics as {@code prelude/topics.js} uses them. In a turn of the script. */
public final class GraalTopics {
    private final Host host;
    private final HostTopics topics;
    private final Crossing crossing;

    GraalTopics(Host host, Crossing crossing) {
        this.host = host;
        this.crossing = crossing;
        this.topics = host.topics();
    }

    @Export
    @DisableMethodScoping
    public void append(String topic, Value data, String key, Value resolve, Value reject) {
        crossing.settle(host, topics.append(topic, crossing.out(data), key), resolve, reject);
    }

    @Export
    @DisableMethodScoping
    public void read(String topic, String after, Integer limit, Value resolve, Value reject) {
        crossing.settle(host, topics.read(topic, after, limit), resolve, reject);
    }

    /** Null, or why there is no such topic. */
    @Export
    @DisableMethodScoping
    public String on(String topicOrPrefix, Value handler) {
        try {
            topics.on(
                    topicOrPrefix,
                    (message, call) -> crossing.run(call, here -> handler.execute(here, crossing.in(message))));
            return null;
        } catch (ProblemException refused) {
            return refused.getMessage();
        }
    }
}
