package io.polyloop.bench.load;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Finds the end of an HTTP response: reads the head and counts the body. On the event loop of the load client. */
final class ResponseReader {
    private static final byte[] STATUS = "http/1.1 20".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LENGTH = "\ncontent-length:".getBytes(StandardCharsets.US_ASCII);
    private static final int LARGEST_HEAD = 8_192;

    private final byte[] head = new byte[LARGEST_HEAD];
    private int headLength;
    private boolean inBody;
    private int bodyLeft;

    /**
     * Reads the next bytes.
     *
     * @return whether the response is complete
     * @throws IllegalStateException if the status is not 200, 201 or another of success, or the length is not known
     */
    boolean read(ByteBuf in) {
        while (!inBody && in.isReadable()) {
            readHead(in.readByte());
        }
        int part = Math.min(bodyLeft, in.readableBytes());
        in.skipBytes(part);
        bodyLeft -= part;
        if (!inBody || bodyLeft > 0) {
            return false;
        }
        if (in.isReadable()) {
            throw invalid("Bytes after the end of the response: ");
        }
        inBody = false;
        headLength = 0;
        return true;
    }

    private void readHead(byte next) {
        if (headLength == LARGEST_HEAD) {
            throw invalid("Head of a response too long: ");
        }
        head[headLength++] = next;
        if (next == '\n' && headLength > 3 && head[headLength - 3] == '\n') {
            bodyLeft = contentLength();
            inBody = true;
        }
    }

    private int contentLength() {
        if (!matchesAt(0, STATUS)) {
            throw invalid("Unexpected response: ");
        }
        for (int i = STATUS.length; i < headLength - LENGTH.length; i++) {
            if (head[i] == '\n' && matchesAt(i, LENGTH)) {
                return parseNumber(i + LENGTH.length);
            }
        }
        throw invalid("No Content-Length in ");
    }

    private int parseNumber(int from) {
        int number = 0;
        for (int i = from; head[i] != '\r'; i++) {
            number = head[i] == ' ' ? number : number * 10 + head[i] - '0';
        }
        return number;
    }

    /** Compares letters without regard to case. */
    private boolean matchesAt(int offset, byte[] lowerCase) {
        for (int i = 0; i < lowerCase.length; i++) {
            byte found = head[offset + i];
            if (found != lowerCase[i] && (found < 'A' || found > 'Z' || found + 32 != lowerCase[i])) {
                return false;
            }
        }
        return true;
    }

    private IllegalStateException invalid(String why) {
        return new IllegalStateException(why + new String(head, 0, headLength, StandardCharsets.ISO_8859_1));
    }
}
