package io.polyloop.web;

import io.polyloop.route.Caller;
import io.polyloop.topic.Position;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.topic.TopicName;
import io.vertx.ext.web.RoutingContext;

/** {@code DELETE} of a topic, or of its messages up to a position: answers once they are gone from the disk. */
final class EraseHandler {
    private static final int NO_CONTENT = 204;

    void eraseTopic(RoutingContext context) {
        erase(context, new TopicParameters(context).topic(), null);
    }

    void eraseThrough(RoutingContext context) {
        TopicParameters parameters = new TopicParameters(context, "through");
        TopicName topic = parameters.topic();
        String through = parameters.query("through");
        if (through == null) {
            throw Problem.INVALID_PARAMETER.because(
                    "through is missing: the position of the last message to erase; DELETE of the topic erases all");
        }
        erase(context, topic, position(through));
    }

    /** The text for reads offers 0, which names no message here. */
    private static Position position(String through) {
        try {
            return Position.parse(through);
        } catch (ProblemException noPosition) {
            throw Problem.INVALID_POSITION.because(
                    "through is <epoch>:<seq>, the position of the last message to erase, as it was received");
        }
    }

    private void erase(RoutingContext context, TopicName topic, Position through) {
        Caller.journal(context)
                .erase(topic, through)
                .onSuccess(
                        erased -> context.response().setStatusCode(NO_CONTENT).end())
                .onFailure(context::fail);
    }
}
