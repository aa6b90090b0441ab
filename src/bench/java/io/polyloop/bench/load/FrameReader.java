package io.polyloop.bench.load;

import io.netty.buffer.ByteBuf;

/**
 * Reads WebSocket frames of a server that arrive in chunks of any size. Neither copies bytes nor allocates an object
 * for a frame, because the load client shares the cores with the measured server. Checks one byte of a payload only.
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
    /** Header bytes read so far. */
    private int header;

    private int lengthBytes;
    private long length;
    private long payloadRead;
    private byte type;

    /** @param typeOffset the offset of the byte in a payload that identifies its type */
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
            throw new IllegalStateException("The server sent a masked frame");
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
            throw new IllegalStateException("Unexpected frame; its first byte is " + first);
        }
    }
}
