package io.polyloop.samples.devices;

import io.polyloop.route.Caller;
import io.polyloop.route.JsonResponse;
import io.polyloop.route.MediaType;
import io.polyloop.route.Parameters;
import io.polyloop.route.RequestBody;
import io.polyloop.route.Resource;
import io.polyloop.route.Routes;
import io.polyloop.topic.Append;
import io.polyloop.topic.Journal;
import io.polyloop.topic.Problem;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code POST /api/v1/devices/{device}/readings}: a reading becomes a message on {@code readings.{device}}. */
public final class DeviceRoutes implements Routes {
    private static final int MAX_BODY = 4_096;

    @Override
    public void mount(Router router, Vertx vertx, Journal journal) {
        Resource.at(router, "/api/v1/devices/:device/readings")
                .post(MediaType.before(RequestBody.upTo(MAX_BODY, "a reading may be")), DeviceRoutes::append)
                .register();
    }

    private static void append(RoutingContext context) {
        Parameters.none(context);
        if (MediaType.of(context.request()) != MediaType.JSON) {
            throw Problem.UNSUPPORTED_MEDIA_TYPE.because("send a reading as application/json");
        }
        Reading reading = Reading.parse(context.pathParam("device"), RequestBody.bytes(context));
        Caller.journal(context)
                .append(new Append(reading.topic(), List.of(reading.payload()), RequestBody.idempotencyKey(context)))
                .onSuccess(appended -> JsonResponse.appended(context, appended))
                .onFailure(context::fail);
    }
}
