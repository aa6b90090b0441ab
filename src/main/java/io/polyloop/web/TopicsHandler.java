package io.polyloop.web;

import io.polyloop.live.Subscribers;
import io.polyloop.topic.Journal;
import io.polyloop.topic.Message;
import io.polyloop.topic.TopicState;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code GET /api/v1/topics}: what topics there are. */
final class TopicsHandler implements Handler<RoutingContext> {
    private final Journal journal;
    private final Subscribers subscribers;

    TopicsHandler(Journal journal, Subscribers subscribers) {
        this.journal = journal;
        this.subscribers = subscribers;
    }

    @Override
    public void handle(RoutingContext context) {
        Parameters parameters = new Parameters(context, "prefix", "limit");
        journal.topics(parameters.prefix(), parameters.limit())
                .onSuccess(states -> JsonReply.ok(context, json(states).toBuffer()))
                .onFailure(context::fail);
    }

    private JsonObject json(List<TopicState> states) {
        return new JsonObject()
                .put("topics", new JsonArray(states.stream().map(this::json).toList()));
    }

    private JsonObject json(TopicState state) {
        return new JsonObject()
                .put("topic", state.topic().value())
                .put("head", state.head())
                .put("at", Message.time(state.at()))
                .put("subscribers", subscribers.count(state.topic()));
    }
}
