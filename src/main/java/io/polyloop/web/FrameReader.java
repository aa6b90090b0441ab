package io.polyloop.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.polyloop.topic.Payload;
import io.polyloop.topic.Problem;
import io.polyloop.topic.StrictJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads one client frame, and refuses what asyncapi.yaml does not allow: unknown fields, nulls, and wrong types. */
final class FrameReader {
    /** The fields of the longest frame. */
    private static final int FIELDS = 6;

    private final byte[] text;
    private final List<String> names = new ArrayList<>(FIELDS);
    private String op;
    private Object id;
    private String topic;
    private String key;
    private String after;
    private String onSlow;
    private String token;
    private String traceparent;
    private Payload data;

    /** @param text what the parser reads */
    FrameReader(byte[] text) {
        this.text = text;
    }

    ClientFrame read(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw Problem.INVALID_MESSAGE.because("a frame must be a JSON object");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            names.add(name);
            parser.nextToken();
            field(name, parser);
        }
        Operation operation = Operation.named(op);
        operation.checkFields(names);
        return new ClientFrame(operation, id, topic, key, after, onSlow, token, traceparent, data);
    }

    private void field(String name, JsonParser parser) throws IOException {
        switch (name) {
            case "op" -> op = text(name, parser);
            case "id" -> id = FrameId.read(parser);
            case "topic" -> topic = text(name, parser);
            case "key" -> key = text(name, parser);
            case "after" -> after = text(name, parser);
            case "onSlow" -> onSlow = text(name, parser);
            case "token" -> token = text(name, parser);
            case "traceparent" -> traceparent = text(name, parser);
            case "data" -> data = StrictJson.compact(parser, text);
            default -> parser.skipChildren();
        }
    }

    private static String text(String name, JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw Problem.INVALID_MESSAGE.because(name + " must be a string");
        }
        return StrictJson.text(parser);
    }
}
