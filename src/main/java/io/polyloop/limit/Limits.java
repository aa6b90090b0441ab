package io.polyloop.limit;

import io.micrometer.core.instrument.MeterRegistry;
import io.polyloop.config.RateSettings;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The rate limits of this node, {@code limits.rate} and {@code auth.failures}: other nodes count for themselves. Any
 * thread; does not block.
 */
public final class Limits {
    /** Failures that may come at once, in seconds' worth: many clients with one expired token can share an address. */
    private static final int FAILURE_BURST = 10;

    private final Limit subject;
    private final Limit tenant;
    private final Limit address;
    private final Limit topic;
    private final Limit connections;
    private final Limit failures;
    private final boolean countsRequests;

    public Limits(RateSettings rates, MeterRegistry registry) {
        this(rates, registry, System::nanoTime);
    }

    Limits(RateSettings rates, MeterRegistry registry, LongSupplier nanoTime) {
        Limit.Factory limits = new Limit.Factory(rates, registry, nanoTime);
        subject = limits.create("subject", rates.subject(), 1);
        tenant = limits.create("tenant", rates.tenant(), 1);
        address = limits.create("address", rates.address(), 1);
        topic = limits.create("topic", rates.topic(), 1);
        connections = limits.create("connections", rates.connections(), 1);
        failures = limits.create("failures", rates.failures(), FAILURE_BURST);
        countsRequests = Stream.of(subject, tenant, address, topic).anyMatch(Limit::isOn);
    }

    /** Whether any limit of requests is on. */
    public boolean countRequests() {
        return countsRequests;
    }

    /**
     * Charges a request, or what it publishes, unless that exceeds a limit.
     *
     * @param units for the client's subject, tenant and address
     * @param name of the topic; null for none
     * @param messages for the topic
     */
    public Charge charge(Client client, int units, String name, int messages) {
        if (!countsRequests) {
            return Charge.NONE;
        }
        List<Item> items = new ArrayList<>(4);
        add(items, subject, client.subject(), units);
        add(items, tenant, client.tenant(), units);
        add(items, address, Client.network(client.address()), units);
        add(items, topic, name, messages);
        Charge checked = new Charge(items.stream().map(Item::check).toList());
        return checked.refusal().isPresent()
                ? checked
                : new Charge(items.stream().map(Item::charge).toList());
    }

    /** Whether this address may open one more connection; charges it. */
    public boolean admitConnection(String peer) {
        String network = Client.network(peer);
        if (!connections.isOn()) {
            return true;
        }
        if (connections.check(network, 1).isExceeded()) {
            return false;
        }
        connections.charge(network, 1);
        return true;
    }

    /** Why credentials of this address are not verified: it has sent too many invalid ones. Empty if they are. */
    public Optional<ProblemException> tooManyFailures(String client) {
        if (!failures.isOn()) {
            return Optional.empty();
        }
        Quota quota = failures.check(Client.network(client), 1);
        return quota.isExceeded()
                ? Optional.of(Problem.RATE_LIMITED.because(
                        "too many invalid credentials from this address (auth.failures)", quota.retryAfter()))
                : Optional.empty();
    }

    /** Charges invalid credentials to the address that sent them. */
    public void addFailure(String client) {
        if (failures.isOn()) {
            failures.charge(Client.network(client), 1);
        }
    }

    private static void add(List<Item> items, Limit limit, String key, int units) {
        if (limit.isOn() && key != null) {
            items.add(new Item(limit, key, units));
        }
    }

    private record Item(Limit limit, String key, int units) {
        Quota check() {
            return limit.check(key, units);
        }

        Quota charge() {
            return limit.charge(key, units);
        }
    }
}
