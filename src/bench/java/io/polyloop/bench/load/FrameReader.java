package io.polyloop.bench.load;

import io.netty.buffer.ByteBuf;

/**
 * Reads WebSocket frames as they come from a server, in any pieces, without a copy and without an object a frame: the
 * load client shares the cores with the server it measures. Of a payload only one byte is looked at.
 */
final class FrameReader {
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int OPCODE = 0x0f;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int SHORT_LENGTH = 2;
    private static final int LONG_LENGTH = 8;

    private final int typeOffset;
    private final FrameSink sink;
    private int first;
    /** Bytes of the header so far; both length and payload begin after it. */
    private int header;

    private int lengthBytes;
    private long length;
    private long payloadRead;
    private byte type;

    /** @param typeOffset which byte of a payload is its type */
    FrameReader(int typeOffset, FrameSink sink) {
        this.typeOffset = typeOffset;
        this.sink = sink;
    }

    void read(ByteBuf in) {
        while (in.isReadable()) {
            if (header < 2 || lengthBytes > 0) {
                header(in.readByte() & 0xff);
            } else {
                payload(in);
            }
            if (header >= 2 && lengthBytes == 0 && payloadRead == length) {
                end();
            }
        }
    }

    private void header(int octet) {
        if (header == 0) {
            first = octet;
        } else if (header == 1) {
            length(octet);
        } else {
            length = length << Byte.SIZE | octet;
            lengthBytes--;
        }
        header++;
    }

    private void length(int octet) {
        if ((octet & MASKED) != 0) {
            throw new IllegalStateException("a server's frame must not be masked");
        }
        lengthBytes = octet == 127 ? LONG_LENGTH : octet == 126 ? SHORT_LENGTH : 0;
        length = lengthBytes == 0 ? octet : 0;
    }

    private void payload(ByteBuf in) {
        int part = (int) Math.min(length - payloadRead, in.readableBytes());
        if (typeOffset >= payloadRead && typeOffset < payloadRead + part) {
            type = in.getByte(in.readerIndex() + typeOffset - (int) payloadRead);
        }
        in.skipBytes(part);
        payloadRead += part;
    }

    private void end() {
        int opcode = first & OPCODE;
        byte read = type;
        header = 0;
        length = 0;
        payloadRead = 0;
        type = 0;
        if (opcode == TEXT && (first & FINAL) != 0) {
            sink.textFrame(read);
        } else if (opcode == PING) {
            sink.pingFrame();
        } else if (opcode == CLOSE) {
            sink.closeFrame();
        } else {
            throw new IllegalStateException("did not expect a frame that begins with " + first);
        }
    }
}
