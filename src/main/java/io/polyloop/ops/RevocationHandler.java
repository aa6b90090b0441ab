package io.polyloop.ops;

import io.polyloop.auth.AuthServices;
import io.polyloop.auth.Revocation;
import io.polyloop.auth.RevocationPage;
import io.polyloop.topic.Problem;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Revokes subjects, tokens and keys, lists what is revoked, and takes it back. On one event loop. */
final class RevocationHandler {
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;

    private final AuthServices auth;
    private final InstantSource clock;

    /** @param auth its store belongs to the Vert.x instance of the node, not to that of the management port */
    RevocationHandler(AuthServices auth, InstantSource clock) {
        this.auth = auth;
        this.clock = clock;
    }

    /** The handlers by method. */
    Map<HttpMethod, Handler<RoutingContext>> handlers() {
        return Map.of(HttpMethod.GET, this::list, HttpMethod.POST, this::revoke, HttpMethod.DELETE, this::withdraw);
    }

    private void revoke(RoutingContext context) {
        SmallBody.json(context.request())
                .compose(body -> {
                    RevocationTarget target = RevocationTarget.of(texts(body), auth.settings());
                    target.checkKey(auth.verifier());
                    Revocation revocation = target.at(clock.instant(), auth.settings());
                    return here(context, auth.store().revoke(revocation))
                            .onSuccess(v -> audit(context, "revoke", target))
                            .map(v -> RevocationTarget.json(revocation));
                })
                .onSuccess(stored -> new AdministrationRequest(context).answer(CREATED, stored))
                .onFailure(context::fail);
    }

    private void list(RoutingContext context) {
        AdministrationRequest request = new AdministrationRequest(context);
        RevocationQuery query = RevocationQuery.of(request.parameters());
        here(context, auth.store().revocations(query.after(), query.limit()))
                .map(RevocationHandler::json)
                .onSuccess(list -> request.answer(200, list))
                .onFailure(context::fail);
    }

    private void withdraw(RoutingContext context) {
        RevocationTarget target = RevocationTarget.of(new AdministrationRequest(context).parameters(), auth.settings());
        here(context, auth.store().withdraw(target.kind(), target.issuer(), target.value()))
                .compose(found -> found
                        ? Future.succeededFuture()
                        : Future.failedFuture(Problem.NOT_FOUND.because("there is no such revocation")))
                .onSuccess(v -> audit(context, "withdraw", target))
                .onSuccess(v -> context.response().setStatusCode(NO_CONTENT).end())
                .onFailure(context::fail);
    }

    private void audit(RoutingContext context, String action, RevocationTarget target) {
        auth.audit().administered(new AdministrationRequest(context).actor(), action, target.toString());
    }

    private static JsonObject json(RevocationPage page) {
        JsonArray list = new JsonArray();
        page.revocations().forEach(revocation -> list.add(RevocationTarget.json(revocation)));
        JsonObject json = JsonObject.of("revocations", list);
        // As text: a client sends it back as it is.
        return page.next() == 0 ? json : json.put("next", Long.toString(page.next()));
    }

    private static Map<String, String> texts(JsonObject body) {
        Map<String, String> texts = new HashMap<>();
        body.forEach(field -> {
            if (!(field.getValue() instanceof String text)) {
                throw Problem.INVALID_PARAMETER.because("every field must be a string");
            }
            texts.put(field.getKey(), text);
        });
        return texts;
    }

    /** The result on the event loop of this request, which belongs to another Vert.x instance than the journal. */
    private static <T> Future<T> here(RoutingContext request, Future<T> elsewhere) {
        Context loop = request.vertx().getOrCreateContext();
        Promise<T> here = Promise.promise();
        elsewhere.onComplete(end -> loop.runOnContext(turn -> here.handle(end)));
        return here.future();
    }
}
