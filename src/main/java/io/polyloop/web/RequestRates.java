package io.polyloop.web;

import io.polyloop.auth.Identity;
import io.polyloop.auth.User;
import io.polyloop.config.Verb;
import io.polyloop.limit.Charge;
import io.polyloop.limit.Client;
import io.polyloop.limit.Limits;
import io.polyloop.limit.Quota;
import io.polyloop.topic.TopicName;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Charges requests to their clients and topics, and says in {@code RateLimit} what is left
 * (draft-ietf-httpapi-ratelimit-headers). Throws {@code rate_limited} for more than {@code limits.rate} allows.
 */
final class RequestRates {
    private static final CharSequence POLICY = HttpHeaders.createOptimized("ratelimit-policy");
    private static final CharSequence LIMIT = HttpHeaders.createOptimized("ratelimit");

    private final Limits limits;

    RequestRates(Limits limits) {
        this.limits = limits;
    }

    /** Charges a request to its client. */
    void chargeRequest(RoutingContext context) {
        charge(context, 1, null, 0);
    }

    /** Charges a request for a topic, whose client may make it, to the topic. The gate has charged the client. */
    void chargeTopic(RoutingContext context, TopicName topic) {
        charge(context, 0, topic.value(), 1);
    }

    /** The same for a request that is not judged yet: a client could use up the limit of a topic that it may not read. */
    void chargeRead(RoutingContext context, TopicName topic) {
        if (limits.countRequests()) {
            ClientTopics.of(context).check(Verb.HISTORY, topic);
            chargeTopic(context, topic);
        }
    }

    /**
     * Charges messages to their topic, if the client may publish them, and all but the first, which the gate has charged,
     * to the client.
     */
    void chargeMessages(RoutingContext context, TopicName topic, int messages) {
        if (limits.countRequests()) {
            ClientTopics.of(context).check(Verb.PUBLISH, topic);
            charge(context, messages - 1, topic.value(), messages);
        }
    }

    /** Charges a message of a WebSocket, if the client may publish it. */
    void chargeMessage(ClientTopics topics, String address, Identity identity, TopicName topic) {
        if (limits.countRequests()) {
            topics.check(Verb.PUBLISH, topic);
            chargeFrame(address, identity, topic);
        }
    }

    /**
     * Charges a frame of a WebSocket.
     *
     * @param identity null without credentials
     * @param topic null if the frame is about none
     */
    void chargeFrame(String address, Identity identity, TopicName topic) {
        if (limits.countRequests()) {
            refuse(limits.charge(
                    client(address, identity), 1, topic == null ? null : topic.value(), topic == null ? 0 : 1));
        }
    }

    private static Client client(String address, Identity identity) {
        return identity == null
                ? new Client(address, null, null)
                : new Client(address, identity.issuer() + '\n' + identity.subject(), identity.tenant());
    }

    private void charge(RoutingContext context, int units, String topic, int messages) {
        if (!limits.countRequests()) {
            return;
        }
        User user = Gate.user(context);
        String address = RequestSource.address(context);
        Client client = client(address, user == null ? null : user.identity());
        Charge charge = limits.charge(client, units, topic, messages);
        addHeaders(context.response(), charge.quotas());
        refuse(charge);
    }

    private static void refuse(Charge charge) {
        charge.refusal().ifPresent(refusal -> {
            throw refusal;
        });
    }

    private static void addHeaders(HttpServerResponse response, List<Quota> quotas) {
        if (!quotas.isEmpty()) {
            response.putHeader(POLICY, list(quotas, quota -> ";q=" + quota.units() + ";w=" + quota.window()));
            response.putHeader(LIMIT, list(quotas, quota -> ";r=" + quota.remaining() + ";t=" + quota.resetAfter()));
        }
    }

    private static String list(List<Quota> quotas, Function<Quota, String> parameters) {
        return quotas.stream()
                .map(quota -> '"' + quota.limit() + '"' + parameters.apply(quota))
                .collect(Collectors.joining(", "));
    }
}
