package io.polyloop.web;

import io.polyloop.config.LimitSettings;
import io.polyloop.route.Caller;
import io.polyloop.route.JsonResponse;
import io.polyloop.route.MediaType;
import io.polyloop.route.RequestBody;
import io.polyloop.topic.Append;
import io.polyloop.topic.Appended;
import io.polyloop.topic.Payload;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code POST /api/v1/topics/{topic}/messages}: answers once the messages are durable. */
final class AppendHandler implements Handler<RoutingContext> {
    private final MessageParser messages;
    private final RequestRates rates;

    AppendHandler(LimitSettings limits, RequestRates rates) {
        this.messages = new MessageParser(limits);
        this.rates = rates;
    }

    @Override
    public void handle(RoutingContext context) {
        MediaType type = MediaType.of(context.request());
        TopicParameters parameters = new TopicParameters(context);
        byte[] body = RequestBody.bytes(context);
        List<Payload> data =
                type == MediaType.JSON ? List.of(messages.message(body, 0, body.length)) : messages.lines(body);
        rates.chargeMessages(context, parameters.topic(), data.size());
        Caller.journal(context)
                .append(new Append(parameters.topic(), data, RequestBody.idempotencyKey(context)))
                .onSuccess(appended -> reply(context, type, appended))
                .onFailure(context::fail);
    }

    private static void reply(RoutingContext context, MediaType type, Appended appended) {
        if (type == MediaType.JSON) {
            JsonResponse.appended(context, appended);
        } else {
            JsonResponse.appendedAll(context, appended);
        }
    }
}
