package io.polyloop.topic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.StringWriter;
import java.util.regex.Pattern;

/**
 * JSON that all readers interpret alike: I-JSON (RFC 7493). Duplicate keys, invalid UTF-8, lone surrogates, trailing
 * content, numbers beyond the range of a double and nesting deeper than {@link #MAX_DEPTH} fail with
 * {@link Problem#INVALID_JSON}.
 */
public final class StrictJson {
    /** Deeper values would overflow the stack of recursive readers downstream. */
    public static final int MAX_DEPTH = 100;
    /** Digits of a number; longer numbers cost quadratic time in readers that convert them. */
    public static final int MAX_DIGITS = 1_000;

    /** An integer with at most so many digits is within a double's range, and is not converted. */
    private static final int FINITE_DIGITS = 308;

    private static final Pattern WORD = Pattern.compile("(Unrecognized token) '[^']*'");
    private static final Pattern OPTION = Pattern.compile("(: enable|, from) `[^`]*`( to allow)?");
    private static final Pattern START_MARKER =
            Pattern.compile("\\(start marker at \\[Source: .*?(line: \\d+, column: \\d+)]\\)");

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_DIGITS)
                    .build())
            .build();

    /** Slower, and without the table of names: no choice of names fails it. */
    private static final JsonFactory WITHOUT_NAME_TABLE =
            JSON.rebuild().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build();

    private StrictJson() {}

    /** Reads one value: it consumes the value at the parser's current token, and no more. */
    public interface Reader<T> {
        /**
         * An {@link IOException} fails the whole reading with {@link Problem#INVALID_JSON}. Names whose hashes are equal
         * can overflow a table of the parser: then this is called once more, with another parser from the start.
         */
        T read(JsonParser parser) throws IOException;
    }

    /** Parses and compacts the one JSON value in {@code bytes}. */
    public static Payload payload(byte[] bytes) {
        return payload(bytes, 0, bytes.length);
    }

    /** Parses and compacts the one JSON value in a part of {@code bytes}. */
    public static Payload payload(byte[] bytes, int offset, int length) {
        return read(bytes, offset, length, parser -> compact(parser, bytes, offset, offset + length));
    }

    /** Reads the one JSON value in {@code bytes} with {@code reader}. */
    public static <T> T read(byte[] bytes, Reader<T> reader) {
        return read(bytes, 0, bytes.length, reader);
    }

    private static <T> T read(byte[] bytes, int offset, int length, Reader<T> reader) {
        try {
            // From a leading NUL or BOM, Jackson would infer UTF-16 or UTF-32; JSON is UTF-8 only (RFC 8259, section
            // 8.1).
            Utf8.check(bytes, offset, length);
            return read(JSON, bytes, offset, length, reader);
        } catch (StreamConstraintsException limit) {
            return readWithoutNameTable(bytes, offset, length, reader);
        } catch (IOException malformed) {
            throw Problem.INVALID_JSON.because(reason(malformed));
        }
    }

    /** Whether names share a hash in the parser's table, which other clients fill too, is no fault of the JSON. */
    private static <T> T readWithoutNameTable(byte[] bytes, int offset, int length, Reader<T> reader) {
        try {
            return read(WITHOUT_NAME_TABLE, bytes, offset, length, reader);
        } catch (IOException malformed) {
            throw Problem.INVALID_JSON.because(reason(malformed));
        }
    }

    private static <T> T read(JsonFactory factory, byte[] bytes, int offset, int length, Reader<T> reader)
            throws IOException {
        try (JsonParser parser = factory.createParser(bytes, offset, length)) {
            if (parser.nextToken() == null) {
                throw Problem.INVALID_JSON.because("the JSON text is empty");
            }
            T value = reader.read(parser);
            if (parser.nextToken() != null) {
                throw Problem.INVALID_JSON.because("unexpected content after the JSON value");
            }
            return value;
        }
    }

    /**
     * Compacts the value at the current token of a parser of {@code source}, within an object or array. Numbers keep
     * their text: 1.10 stays 1.10.
     */
    public static Payload compact(JsonParser parser, byte[] source) throws IOException {
        int start = bytesBefore(parser.currentTokenLocation(), source);
        if (!UnescapedJson.hasNoEscapes(source, start, source.length)) {
            return rewrite(parser);
        }
        walk(parser);
        return UnescapedJson.compact(source, start, bytesBefore(parser.currentLocation(), source));
    }

    /** Without its table of names, a parser counts characters. */
    private static int bytesBefore(JsonLocation location, byte[] source) {
        if (location.getByteOffset() >= 0) {
            return (int) location.getByteOffset();
        }
        int bytes = 0;
        for (long left = location.getCharOffset(); left > 0; left--) {
            int first = source[bytes] & 0xff;
            bytes += first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
            left -= first < 0xf0 ? 0 : 1; // a pair of surrogates
        }
        return bytes;
    }

    private static Payload compact(JsonParser parser, byte[] bytes, int start, int end) throws IOException {
        if (!UnescapedJson.hasNoEscapes(bytes, start, end)) {
            return rewrite(parser);
        }
        walk(parser);
        return UnescapedJson.compact(bytes, start, end);
    }

    /** The string at the current token. */
    public static String text(JsonParser parser) throws IOException {
        String text = parser.getText();
        if (text.chars().anyMatch(c -> Character.isSurrogate((char) c))) {
            // Refuses a lone surrogate: no answer could echo it.
            Utf8.encode(text);
        }
        return text;
    }

    /** The number at the current token. */
    public static Number number(JsonParser parser) throws IOException {
        finite(parser);
        return parser.getNumberValue();
    }

    /** Validates the value at the current token by reading to its end. */
    private static void walk(JsonParser parser) throws IOException {
        int depth = 0;
        do {
            JsonToken token = parser.currentToken();
            if (token.isNumeric()) {
                finite(parser);
            }
            depth += step(token);
        } while (depth > 0 && parser.nextToken() != null);
        parser.finishToken();
    }

    private static Payload rewrite(JsonParser parser) throws IOException {
        // Jackson's byte generator would accept lone surrogates, and write pairs as escapes of 12 bytes instead of 4.
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            int depth = 0;
            do {
                copy(parser, generator);
                depth += step(parser.currentToken());
            } while (depth > 0 && parser.nextToken() != null);
        }
        return new Payload(Utf8.encode(text.getBuffer()));
    }

    private static void copy(JsonParser parser, JsonGenerator generator) throws IOException {
        if (parser.currentToken().isNumeric()) {
            generator.writeNumber(finite(parser));
        } else {
            generator.copyCurrentEvent(parser);
        }
    }

    private static int step(JsonToken token) {
        return token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }

    private static String finite(JsonParser parser) throws IOException {
        String number = parser.getText();
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT && number.length() <= FINITE_DIGITS) {
            return number;
        }
        if (Double.isInfinite(Double.parseDouble(number))) {
            throw Problem.INVALID_JSON.because("a number is too large for a double (RFC 7493, section 2.2)");
        }
        return number;
    }

    /** The parser names options of its own, which the client cannot set, and quotes words, which can be credentials. */
    private static String plain(String message) {
        String unquoted = WORD.matcher(message).replaceAll("$1");
        return OPTION.matcher(START_MARKER.matcher(unquoted).replaceAll("(at $1)"))
                .replaceAll("");
    }

    private static String reason(IOException malformed) {
        return malformed instanceof com.fasterxml.jackson.core.JsonProcessingException json
                ? plain(json.getOriginalMessage())
                : "the JSON text cannot be parsed";
    }
}
