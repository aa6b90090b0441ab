package io.polyloop.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polyloop.config.Settings;
import io.polyloop.config.SettingsLoader;
import io.polyloop.fixture.TestNode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveConnectionsTest {
    private static final int MANY = 1_000;

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final Settings settings = TestNode.await(new SettingsLoader(vertx, Map.of()).load());
    private final LiveConnections connections =
            new LiveConnections(vertx, settings.live(), new NodeConnections(new SimpleMeterRegistry()));
    private final AtomicInteger sentAway = new AtomicInteger();

    @AfterEach
    void close() {
        TestNode.await(vertx.close());
    }

    @Test
    void drain_with_many_connections_sends_goaways_in_batches() {
        AtomicInteger atOthersTurn = new AtomicInteger();
        Future<Void> drained = onLoop(() -> {
            for (int i = 0; i < MANY; i++) {
                connections.add(new CountedConnection());
            }
            Future<Void> drain = connections.drain(10_000);
            vertx.runOnContext(turn -> atOthersTurn.set(sentAway.get()));
            return drain;
        });
        TestNode.await(drained);
        assertEquals(MANY, sentAway.get());
        assertTrue(atOthersTurn.get() > 0 && atOthersTurn.get() < MANY, atOthersTurn::toString);
    }

    @Test
    void drain_skips_a_connection_that_closed_meanwhile() {
        TestNode.await(onLoop(() -> {
            for (int i = 0; i < MANY; i++) {
                connections.add(new CountedConnection());
            }
            CountedConnection last = new CountedConnection();
            connections.add(last);
            Future<Void> drain = connections.drain(10_000);
            connections.remove(last);
            return drain;
        }));
        assertEquals(MANY, sentAway.get());
    }

    @Test
    void sendAway_chooses_the_oldest_that_have_nothing_to_receive() {
        TestNode.await(onLoop(() -> {
            connections.start(false);
            CountedConnection busy = new CountedConnection(false);
            connections.add(busy);
            for (int i = 0; i < 3; i++) {
                connections.add(new CountedConnection());
            }
            connections.sendAway(2);
            Promise<Void> sent = Promise.promise();
            vertx.runOnContext(turn -> sent.complete());
            return sent.future();
        }));
        assertEquals(2, sentAway.get());
        assertEquals(2, connections.count());
    }

    private Future<Void> onLoop(Supplier<Future<Void>> drain) {
        Promise<Void> done = Promise.promise();
        loop.runOnContext(turn -> drain.get().onComplete(done));
        return done.future();
    }

    private final class CountedConnection implements LiveConnection {
        private final boolean canLeave;

        CountedConnection() {
            this(true);
        }

        CountedConnection(boolean canLeave) {
            this.canLeave = canLeave;
        }

        @Override
        public void checkCredentials() {
            throw new AssertionError("no client authenticates here");
        }

        @Override
        public void checkStalled() {
            throw new AssertionError("no sweep is due");
        }

        @Override
        public boolean canLeave() {
            return canLeave;
        }

        @Override
        public void heartbeat() {}

        @Override
        public void goAway(long reconnectAfterMs) {
            sentAway.incrementAndGet();
            connections.remove(this);
        }

        @Override
        public void closeNow() {}
    }
}
