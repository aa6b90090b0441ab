package io.polyloop.web;

import io.polyloop.live.OnSlow;
import io.polyloop.topic.Payload;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.StrictJson;
import io.polyloop.topic.TopicName;

/**
 * One frame of a WebSocket client, with fields of the right types. Absent fields are null; required fields are checked
 * when an operation reads them.
 *
 * @param id chosen by the client and echoed in the reply: a string, a number, or null
 */
record ClientFrame(
        Operation op,
        Object id,
        String topic,
        String key,
        String after,
        String onSlow,
        String token,
        String traceparent,
        Payload data) {
    /** Parses a frame; refuses what is not strict JSON or does not match asyncapi.yaml. */
    static ClientFrame parse(byte[] text) {
        return StrictJson.read(text, parser -> new FrameReader(text).read(parser));
    }

    TopicName topicName() {
        return new TopicName(topic);
    }

    ReadFrom start() {
        return ReadFrom.parse(after);
    }

    OnSlow slowMode() {
        if (onSlow == null || onSlow.equals("wait")) {
            return OnSlow.WAIT;
        }
        if (onSlow.equals("skip")) {
            return OnSlow.SKIP;
        }
        throw Problem.INVALID_PARAMETER.because("onSlow must be wait or skip");
    }

    Payload message(int limit) {
        if (data == null) {
            throw Problem.INVALID_MESSAGE.because("publish needs data");
        }
        if (data.size() > limit) {
            throw Problem.TOO_LARGE.because("the message is larger than " + limit + " bytes");
        }
        return data;
    }
}
