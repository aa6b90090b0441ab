package io.polyloop.web;

import io.polyloop.bus.PageJson;
import io.polyloop.route.Caller;
import io.polyloop.route.JsonResponse;
import io.polyloop.topic.ReadFrom;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /api/v1/topics/{topic}/messages}: a page of history. */
final class ReadHandler implements Handler<RoutingContext> {
    private final RequestRates rates;

    ReadHandler(RequestRates rates) {
        this.rates = rates;
    }

    @Override
    public void handle(RoutingContext context) {
        TopicParameters parameters = new TopicParameters(context, "after", "limit");
        ReadFrom start = ReadFrom.parse(parameters.query("after"));
        rates.chargeRead(context, parameters.topic());
        Caller.journal(context)
                .read(parameters.topic(), start, parameters.limit())
                .onSuccess(page -> JsonResponse.ok(context, PageJson.encode(page)))
                .onFailure(context::fail);
    }
}
