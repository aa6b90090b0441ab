package io.polyloop.web;

import io.polyloop.http.RequestFraming;
import io.polyloop.live.OnSlow;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code GET /api/v1/topics/{topic}/events}: a topic as server-sent events. */
final class LiveStreamHandler implements Handler<RoutingContext> {
    /** Sent by a browser that reconnects. */
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final ConnectionDeadlines connections;
    private final LiveContext live;

    LiveStreamHandler(ConnectionDeadlines connections, LiveContext live) {
        this.connections = connections;
        this.live = live;
    }

    @Override
    public void handle(RoutingContext context) {
        if (RequestFraming.hasBody(context.request())) {
            throw Problem.INVALID_REQUEST.because("open an event stream with a GET without a body");
        }
        TopicParameters parameters = new TopicParameters(context, "after", RequestCredential.TICKET);
        TopicName topic = parameters.topic();
        checkTicket(context, topic);
        String lastEventId = context.request().getHeader(LAST_EVENT_ID);
        // The header is newer than the query: it names the last event, the query where the client started.
        ReadFrom start = ReadFrom.parse(lastEventId != null ? lastEventId : parameters.query("after"));
        ClientTopics topics = ClientTopics.of(context);
        topics.checkSubscribe(topic, start);
        live.rates().chargeTopic(context, topic);
        var connection = context.request().connection();
        LiveStream stream = new LiveStream(context, live, start, () -> connections.remove(connection));
        stream.setSubscription(topics.subscribe(topic, start, OnSlow.WAIT, stream));
    }

    private static void checkTicket(RoutingContext context, TopicName topic) {
        List<String> topics = Gate.ticketTopics(context);
        if (topics != null && !topics.contains(topic.value())) {
            throw Problem.FORBIDDEN.because("the ticket is for other topics");
        }
    }
}
