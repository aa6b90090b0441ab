package io.polyloop.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.polyloop.live.OnSlow;
import io.polyloop.topic.Payload;
import io.polyloop.topic.Problem;
import io.polyloop.topic.Start;
import io.polyloop.topic.StrictJson;
import io.polyloop.topic.TopicName;
import java.io.IOException;

/**
 * One frame of a WebSocket client, as it came. Fields that an operation needs are checked when it asks for them.
 *
 * @param id the client's own, echoed in the answer: a string, a number, or null
 */
record ClientFrame(String op, Object id, String topic, String key, String after, String onSlow, Payload data) {
    private static final int MAX_ID = 128;

    /** Reads a frame; what is not strict JSON, or has a field of the wrong type, is refused. */
    static ClientFrame parse(byte[] text) {
        return StrictJson.read(text, parser -> new Builder(text).read(parser));
    }

    TopicName topicName() {
        return new TopicName(topic);
    }

    Start start() {
        return Start.parse(after);
    }

    OnSlow slowMode() {
        if (onSlow == null || onSlow.equals("wait")) {
            return OnSlow.WAIT;
        }
        if (onSlow.equals("skip")) {
            return OnSlow.SKIP;
        }
        throw Problem.INVALID_PARAMETER.because("onSlow is wait or skip");
    }

    Payload message(int limit) {
        if (data == null) {
            throw Problem.INVALID_MESSAGE.because("publish needs data");
        }
        if (data.size() > limit) {
            throw Problem.TOO_LARGE.because("a message has " + limit + " bytes at most");
        }
        return data;
    }

    private static final class Builder {
        private final byte[] text;
        private String op;
        private Object id;
        private String topic;
        private String key;
        private String after;
        private String onSlow;
        private Payload data;

        Builder(byte[] text) {
            this.text = text;
        }

        ClientFrame read(JsonParser parser) throws IOException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw Problem.INVALID_MESSAGE.because("a frame is a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                field(name, parser);
            }
            return new ClientFrame(op, id, topic, key, after, onSlow, data);
        }

        private void field(String name, JsonParser parser) throws IOException {
            switch (name) {
                case "op" -> op = text(name, parser);
                case "id" -> id = id(parser);
                case "topic" -> topic = text(name, parser);
                case "key" -> key = text(name, parser);
                case "after" -> after = text(name, parser);
                case "onSlow" -> onSlow = text(name, parser);
                case "data" -> data = StrictJson.compact(parser, text);
                default -> parser.skipChildren();
            }
        }

        private static String text(String name, JsonParser parser) throws IOException {
            if (parser.currentToken() == JsonToken.VALUE_NULL) {
                return null;
            }
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                throw Problem.INVALID_MESSAGE.because(name + " is a string");
            }
            return parser.getText();
        }

        private static Object id(JsonParser parser) throws IOException {
            if (parser.currentToken() == JsonToken.VALUE_NULL) {
                return null;
            }
            boolean scalar = parser.currentToken() == JsonToken.VALUE_STRING
                    || parser.currentToken().isNumeric();
            if (!scalar || parser.getTextLength() > MAX_ID) {
                throw Problem.INVALID_MESSAGE.because(
                        "id is a string or a number of " + MAX_ID + " characters at most");
            }
            return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : parser.getNumberValue();
        }
    }
}
