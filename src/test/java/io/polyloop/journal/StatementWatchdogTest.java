package io.polyloop.journal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StatementWatchdogTest {
    private static final long PATIENCE_SECONDS = 30;

    @Test
    void a_watch_expires_after_the_end_of_another_one_has_failed() throws InterruptedException {
        CountDownLatch failed = new CountDownLatch(1);
        CountDownLatch expired = new CountDownLatch(1);
        try (StatementWatchdog watchdog = new StatementWatchdog(Duration.ofMillis(1))) {
            watchdog.watch(onExpiry(() -> {
                failed.countDown();
                throw new IllegalStateException("the pool is closed");
            }));
            assertTrue(failed.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
            watchdog.watch(onExpiry(expired::countDown));

            assertTrue(expired.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
    }

    @Test
    void a_watch_expires_while_the_end_of_another_one_waits() throws InterruptedException {
        CountDownLatch expired = new CountDownLatch(1);
        CountDownLatch waited = new CountDownLatch(1);
        try (StatementWatchdog watchdog = new StatementWatchdog(Duration.ofMillis(1))) {
            watchdog.watch(onExpiry(() -> {
                try {
                    // As a cancellation that a server does not answer.
                    if (expired.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                        waited.countDown();
                    }
                } catch (InterruptedException closed) {
                    // Then it has not waited to the end.
                }
            }));
            watchdog.watch(onExpiry(expired::countDown));

            assertTrue(waited.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
    }

    private static Watch.Expiry onExpiry(Runnable code) {
        return new Watch.Expiry() {
            @Override
            public void expired() {
                code.run();
            }
        };
    }
}
