package io.polyloop.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polyloop.config.RateSettings;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {
    private static final Client ADA = new Client("192.0.2.1", "ada", "acme");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private long now;

    private Limits limits(int subject, int tenant, int address, int topic) {
        return new Limits(new RateSettings(subject, tenant, address, topic, 2, 1_000, 1), registry, () -> now);
    }

    private static boolean allows(Limits limits, Client client, String topic) {
        return limits.charge(client, 1, topic, 1).refusal().isEmpty();
    }

    @Test
    void without_limits_nothing_is_refused_and_nothing_said() {
        Charge charge = limits(0, 0, 0, 0).charge(ADA, 1_000_000, "t", 1_000_000);
        assertTrue(charge.refusal().isEmpty() && charge.quotas().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, 0, subject",
        "0, 1, 0, 0, tenant",
        "0, 0, 1, 0, address",
        "0, 0, 0, 1, topic",
    })
    void each_limit_counts_its_own_key(int subject, int tenant, int address, int topic, String name) {
        Limits limits = limits(subject, tenant, address, topic);
        assertTrue(allows(limits, ADA, "t"));

        ProblemException refusal = limits.charge(ADA, 1, "t", 1).refusal().orElseThrow();

        assertEquals(Problem.RATE_LIMITED, refusal.problem());
        assertEquals(Duration.ofSeconds(1), refusal.retryAfter());
        assertTrue(refusal.getMessage().contains("limits.rate." + name), refusal::getMessage);
        assertEquals(
                1, registry.counter("polyloop.rate.refusals", "limit", name).count());
        assertTrue(allows(limits, new Client("192.0.2.2", "eve", "other"), "u"));
    }

    @Test
    void a_refused_request_is_charged_to_no_limit() {
        Limits limits = limits(0, 0, 5, 1);
        allows(limits, ADA, "t");
        for (int i = 0; i < 10; i++) {
            assertFalse(allows(limits, ADA, "t"));
        }
        assertEquals(3, limits.charge(ADA, 1, "u", 1).quotas().get(0).remaining());
    }

    @Test
    void a_client_without_credentials_has_no_subject_and_no_tenant() {
        Limits limits = limits(1, 1, 0, 0);
        Client nobody = new Client("192.0.2.1", null, null);
        assertTrue(allows(limits, nobody, "t") && allows(limits, nobody, "t"));
    }

    @Test
    void a_quota_says_what_is_left_and_until_when() {
        Limits limits = limits(10, 0, 0, 0);
        assertEquals(
                new Quota("subject", 10, 1, 6, 1, Duration.ZERO),
                limits.charge(ADA, 4, null, 0).quotas().get(0));
        assertEquals(
                new Quota("subject", 10, 1, 0, 1, Duration.ofMillis(100)),
                limits.charge(ADA, 7, null, 0).quotas().get(0));
    }

    @Test
    void the_addresses_of_an_ipv6_network_share_a_limit() {
        Limits limits = limits(0, 0, 1, 0);
        assertTrue(allows(limits, new Client("2001:db8:0:1:0:0:0:1", null, null), "t"));
        assertFalse(allows(limits, new Client("2001:db8:0:1:a:b:c:d", null, null), "t"));
        assertTrue(allows(limits, new Client("2001:db8:0:2:0:0:0:1", null, null), "t"));
    }

    @Test
    void connections_of_an_address_are_limited() {
        Limits limits = limits(0, 0, 0, 0);
        assertTrue(limits.admitConnection("192.0.2.1") && limits.admitConnection("192.0.2.1"));
        assertFalse(limits.admitConnection("192.0.2.1"));
        assertTrue(limits.admitConnection("192.0.2.2"));
    }

    @Test
    void failures_slow_only_the_address_that_they_come_from() {
        Limits limits = limits(0, 0, 0, 0);
        for (int i = 0; i < 10; i++) {
            assertTrue(limits.tooManyFailures("192.0.2.1").isEmpty());
            limits.addFailure("192.0.2.1");
        }
        ProblemException refusal = limits.tooManyFailures("192.0.2.1").orElseThrow();
        assertEquals(Problem.RATE_LIMITED, refusal.problem());
        assertTrue(limits.tooManyFailures("192.0.2.2").isEmpty());
        now += refusal.retryAfter().toNanos();
        assertTrue(limits.tooManyFailures("192.0.2.1").isEmpty());
    }
}
