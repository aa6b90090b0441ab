package io.polyloop.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.polyloop.route.HttpRoutes;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class UnservedRoutesTest {
    private final Vertx vertx = Vertx.vertx();
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @Test
    void a_route_that_the_server_does_not_serve_is_warned_of_once() throws Exception {
        logged.list = new CopyOnWriteArrayList<>();
        logged.start();
        Logger log = (Logger) LoggerFactory.getLogger(UnservedRoutes.class);
        log.addAppender(logged);
        try {
            UnservedRoutes.watch(vertx);
            vertx.deployVerticle(new Orders()).await(10, TimeUnit.SECONDS);
            await().until(() -> logged.list.size() == 1);
            String message = logged.list.get(0).getFormattedMessage();
            assertTrue(message.contains("GET /orders") && message.contains("http.routes"), message);
            vertx.deployVerticle(new Orders()).await(10, TimeUnit.SECONDS);
            await().during(200, TimeUnit.MILLISECONDS).until(() -> logged.list.size() == 1);
        } finally {
            log.detachAppender(logged);
            vertx.close().await(10, TimeUnit.SECONDS);
        }
    }

    private static final class Orders extends VerticleBase {
        @Override
        public Future<?> start() {
            return new HttpRoutes(vertx).route("GET", "/orders", request -> Future.succeededFuture());
        }
    }
}
