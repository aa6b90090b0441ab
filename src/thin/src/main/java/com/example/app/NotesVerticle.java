package com.example.app;

import io.polyloop.route.HttpRoutes;
import io.polyloop.route.Response;
import io.polyloop.topic.Problem;
import io.polyloop.verticle.Topics;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;

/** {@code POST /notes} appends a note to the topic {@code notes}; {@code GET /notes} returns the oldest 100. */
public final class NotesVerticle extends VerticleBase {
    private static final String TOPIC = "notes";
    private static final int CREATED = 201;

    private Topics topics;

    @Override
    public Future<?> start() {
        topics = new Topics(vertx);
        HttpRoutes routes = new HttpRoutes(vertx);
        return routes.route("POST", "/notes", this::add).compose(v -> routes.route("GET", "/notes", this::list));
    }

    private Future<Response> add(JsonObject request) {
        JsonObject note = JsonObject.of("text", text(request.getValue("body")));
        return topics.append(TOPIC, note).map(appended -> Response.of(CREATED, appended));
    }

    private static String text(Object body) {
        if (body instanceof JsonObject note && note.getValue("text") instanceof String text && !text.isBlank()) {
            return text;
        }
        throw Problem.INVALID_MESSAGE.because("a note is {\"text\": \"…\"}");
    }

    private Future<?> list(JsonObject request) {
        return topics.read(TOPIC, "0", 100).map(page -> page.getJsonArray("messages"));
    }
}
