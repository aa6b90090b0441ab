package io.polyloop.web;

import io.polyloop.auth.AuthServices;
import io.polyloop.auth.Authenticator;
import io.polyloop.auth.Secret;
import io.polyloop.auth.StoredCredential;
import io.polyloop.auth.User;
import io.polyloop.route.JsonResponse;
import io.polyloop.route.MediaType;
import io.polyloop.route.Parameters;
import io.polyloop.route.RequestBody;
import io.polyloop.topic.Message;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.StrictJson;
import io.polyloop.topic.TopicName;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;

/**
 * {@code POST /api/v1/tickets}: a ticket opens one event stream, by its address alone: an {@code EventSource} cannot
 * send headers.
 */
final class TicketHandler implements Handler<RoutingContext> {
    private static final int MAX_TOPICS = 100;

    private final AuthServices auth;
    private final Authenticator authenticator;

    TicketHandler(AuthServices auth, Authenticator authenticator) {
        this.auth = auth;
        this.authenticator = authenticator;
    }

    @Override
    public void handle(RoutingContext context) {
        Parameters.none(context);
        if (MediaType.of(context.request()) != MediaType.JSON) {
            throw Problem.UNSUPPORTED_MEDIA_TYPE.because("send application/json");
        }
        List<TopicName> topics = topics(RequestBody.bytes(context));
        ClientTopics own = ClientTopics.of(context);
        topics.forEach(topic -> own.checkSubscribe(topic, ReadFrom.NOW));
        String id = Secret.random();
        User user = Gate.user(context);
        Instant end = authenticator.now().plus(auth.settings().ticketAge());
        StoredCredential ticket = new StoredCredential(
                StoredCredential.Kind.TICKET,
                Secret.hash(id),
                user.keeping(auth.access().claimNames()),
                topics.stream().map(TopicName::value).toList(),
                end);
        auth.store()
                .save(ticket)
                .onSuccess(saved -> auth.audit()
                        .administered(user.identity().subject(), "make ticket", String.join(", ", ticket.topics())))
                .onSuccess(saved -> JsonResponse.created(
                        context,
                        JsonObject.of("ticket", id, "expiresAt", Message.time(end.toEpochMilli()))
                                .toBuffer()))
                .onFailure(context::fail);
    }

    private static List<TopicName> topics(byte[] body) {
        Object json = Json.decodeValue(Buffer.buffer(StrictJson.payload(body).json()));
        boolean wellFormed = json instanceof JsonObject object
                && object.size() == 1
                && object.getValue("topics") instanceof JsonArray topics
                && !topics.isEmpty()
                && topics.size() <= MAX_TOPICS
                && topics.stream().allMatch(String.class::isInstance);
        if (!wellFormed) {
            throw Problem.INVALID_MESSAGE.because(
                    "send {\"topics\": [\"…\"]} with 1 to " + MAX_TOPICS + " names of topics");
        }
        return ((JsonObject) json)
                .getJsonArray("topics").stream()
                        .map(name -> new TopicName((String) name))
                        .toList();
    }
}
