package io.polyloop.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.fixture.LogCapture;
import io.polyloop.verticle.Trace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ids in what a handler logs. */
class HandlerLogTest {
    private static final Logger LOG = LoggerFactory.getLogger(HandlerLogTest.class);
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void a_line_of_a_handler_has_the_ids_of_its_request() throws Exception {
        Trace trace = new Trace("00-" + TRACE + "-" + SPAN + "-01", "r1");
        try (LogCapture log = new LogCapture(HandlerLogTest.class.getName())) {
            get(new HttpRoutes(vertx).route("GET", "/orders", request -> {
                LOG.warn("handled");
                return Future.succeededFuture();
            }));
            get(vertx.eventBus()
                    .request("http.GET /orders", JsonObject.of("params", new JsonArray()), trace.options()));
            assertEquals(List.of(Map.of("request", "r1", "trace", TRACE, "span", SPAN)), log.contexts());
        }
    }

    private static void get(Future<?> future) throws Exception {
        future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
