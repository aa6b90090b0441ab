package io.polyloop.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.topic.StrictJson;
import java.io.IOException;

/** The {@code id} of a client's frame, which its answer has again: a string or a number. */
final class FrameId {
    /** Code points; a subscription keeps its id for as long as it lives. */
    private static final int MAX_LENGTH = 128;

    private static final JsonFactory LENIENT = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private FrameId() {}

    /** The id at the parser's current token. */
    static Object read(JsonParser parser) throws IOException {
        boolean text = parser.currentToken() == JsonToken.VALUE_STRING;
        boolean scalar = text || parser.currentToken().isNumeric();
        if (!scalar || length(parser) > MAX_LENGTH) {
            throw Problem.INVALID_MESSAGE.because(
                    "id is a string or a number of " + MAX_LENGTH + " characters at most");
        }
        return text ? StrictJson.text(parser) : StrictJson.number(parser);
    }

    // JSON Schema counts code points (maxLength); a Java string has two units for many of them.
    private static int length(JsonParser parser) throws IOException {
        int units = parser.getTextLength();
        return units <= MAX_LENGTH || units > 2 * MAX_LENGTH
                ? units
                : Character.codePointCount(parser.getTextCharacters(), parser.getTextOffset(), units);
    }

    /**
     * The id of a frame that was refused, null if it has none that can be read. The fault may come before the id, so
     * this passes over what {@link StrictJson} refuses, as far as the frame can be read at all.
     */
    static Object find(byte[] frame) {
        try (JsonParser parser = LENIENT.createParser(frame)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                return find(parser);
            }
        } catch (IOException | ProblemException unreadable) {
            return null;
        }
        return null;
    }

    private static Object find(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("id")) {
                return read(parser);
            }
            parser.skipChildren();
        }
        return null;
    }
}
