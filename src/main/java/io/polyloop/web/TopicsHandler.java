package io.polyloop.web;

import io.polyloop.live.Presence;
import io.polyloop.route.Caller;
import io.polyloop.route.JsonResponse;
import io.polyloop.topic.Message;
import io.polyloop.topic.TopicPage;
import io.polyloop.topic.TopicState;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code GET /api/v1/topics}: what topics there are. */
final class TopicsHandler implements Handler<RoutingContext> {
    private final Presence presence;

    TopicsHandler(Presence presence) {
        this.presence = presence;
    }

    @Override
    public void handle(RoutingContext context) {
        TopicParameters parameters = new TopicParameters(context, "prefix", "cursor", "limit");
        Caller.journal(context)
                .topicPage(parameters.prefix(), parameters.cursor(), parameters.limit())
                .compose(this::json)
                .onSuccess(json -> JsonResponse.ok(context, json.toBuffer()))
                .onFailure(context::fail);
    }

    private Future<JsonObject> json(TopicPage page) {
        return presence.count(page.topics().stream().map(TopicState::topic).toList())
                .map(counts -> json(page.topics(), counts))
                .map(json -> page.next() == null ? json : json.put("next", TopicParameters.cursor(page.next())));
    }

    private static JsonObject json(List<TopicState> states, List<Integer> counts) {
        JsonArray topics = new JsonArray();
        for (int i = 0; i < states.size(); i++) {
            topics.add(json(states.get(i), counts.get(i)));
        }
        return JsonObject.of("topics", topics);
    }

    private static JsonObject json(TopicState state, int subscribers) {
        return new JsonObject()
                .put("topic", state.topic().value())
                .put("head", state.head())
                .put("at", Message.time(state.at()))
                .put("subscribers", subscribers);
    }
}
