package io.polyloop.web;

import io.polyloop.live.Presence;
import io.polyloop.route.Caller;
import io.polyloop.route.JsonResponse;
import io.polyloop.topic.Message;
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
        int limit = parameters.limit();
        // One more than asked for shows whether there is a next page.
        Caller.journal(context)
                .topics(parameters.prefix(), parameters.cursor(), limit + 1)
                .compose(found -> json(found, limit))
                .onSuccess(json -> JsonResponse.ok(context, json.toBuffer()))
                .onFailure(context::fail);
    }

    private Future<JsonObject> json(List<TopicState> found, int limit) {
        List<TopicState> page = found.subList(0, Math.min(limit, found.size()));
        return presence.count(page.stream().map(TopicState::topic).toList())
                .map(counts -> json(page, counts))
                .map(json -> found.size() > limit ? json.put("next", next(page)) : json);
    }

    /** A name, so that topics that come or go meanwhile neither repeat nor hide another one. */
    private static String next(List<TopicState> page) {
        return TopicParameters.cursor(page.get(page.size() - 1).topic());
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
