package io.polyloop.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polyloop.config.AuthMode;
import io.polyloop.config.RateSettings;
import io.polyloop.fixture.LogCapture;
import io.polyloop.limit.Limits;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {
    private static final Authenticator.Source SOURCE = new Authenticator.Source("http", "192.0.2.1");

    private Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private Future<User> result;
    private int verified;

    private final CredentialVerifier verifier = new VerifierStub() {
        @Override
        public Future<User> verify(String credential) {
            verified++;
            return result;
        }
    };
    private final Limits limits = new Limits(new RateSettings(0, 0, 0, 0, 0, 1_000, 1), new SimpleMeterRegistry());
    private final Authenticator authenticator = new Authenticator(
            Identities.services(Identities.settings(AuthMode.TOKEN, ""), verifier), limits, new TestClock());

    @Test
    void a_token_is_verified_again_after_5_minutes_although_it_is_valid_for_longer() {
        result = Future.succeededFuture(new User(Identities.ada(Map.of()), new JsonObject()));
        present();
        now = now.plus(Duration.ofMinutes(5)).minusMillis(1);
        present();
        assertEquals(1, verified);
        now = now.plusMillis(1);
        result = Future.failedFuture(Problem.UNAUTHENTICATED.because("the token is signed with an unknown key"));
        assertEquals(Problem.UNAUTHENTICATED, problem(present()));
        assertEquals(2, verified);
    }

    @Test
    void an_outage_of_the_issuer_is_no_failure_of_the_client() {
        result = Future.failedFuture(Problem.ISSUER_UNAVAILABLE.because("the keys are missing"));
        try (LogCapture audit = new LogCapture("audit")) {
            for (int i = 0; i < 20; i++) {
                assertEquals(Problem.ISSUER_UNAVAILABLE, problem(present()));
            }
            assertEquals(List.of(), audit.messages());
        }
    }

    private Future<User> present() {
        return authenticator.bearer("token", SOURCE, true);
    }

    private static Problem problem(Future<User> refused) {
        return ((ProblemException) refused.cause()).problem();
    }

    private final class TestClock extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
