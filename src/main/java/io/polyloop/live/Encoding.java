package io.polyloop.live;

import io.polyloop.bus.MessageJson;
import io.polyloop.internals.FrameBuffer;
import io.polyloop.topic.Message;
import io.polyloop.topic.Position;

/** The format of messages on the wire, by kind of connection. */
public enum Encoding {
    /** One WebSocket text frame for each message, final and without a mask (RFC 6455, section 5.2). */
    SOCKET {
        @Override
        byte[] encode(String epoch, Message message) {
            return MessageJson.encode("{\"op\":\"message\",", message, "}");
        }

        @Override
        void frame(FrameBuffer out) {
            for (byte[] content : out.contents()) {
                out.writeByte(FINAL_TEXT);
                length(out, content.length);
                out.writeBytes(content);
            }
        }

        private void length(FrameBuffer out, int length) {
            if (length <= ONE_BYTE_LENGTH) {
                out.writeByte(length);
            } else if (length <= 0xFFFF) {
                out.writeByte(TWO_BYTE_LENGTH).writeShort(length);
            } else {
                out.writeByte(EIGHT_BYTE_LENGTH).writeLong(length);
            }
        }
    },
    /**
     * One server-sent event for each message (WHATWG HTML, section 9.2; payloads are compact JSON, so one data line is
     * enough), and one HTTP chunk around all of them (RFC 9112, section 7.1).
     */
    STREAM {
        @Override
        byte[] encode(String epoch, Message message) {
            String before = "id: " + new Position(epoch, message.seq()) + "\nevent: message\ndata: {";
            return MessageJson.encode(before, message, "}\n\n");
        }

        @Override
        void frame(FrameBuffer out) {
            int length =
                    out.contents().stream().mapToInt(content -> content.length).sum();
            out.writeAscii(Integer.toHexString(length));
            out.writeShort(CRLF);
            out.contents().forEach(out::writeBytes);
            out.writeShort(CRLF);
        }
    };

    /** Upper bound of the framing around one message, in bytes. */
    static final int MAX_FRAMING_BYTES = 16;

    private static final int FINAL_TEXT = 0x81;
    private static final int ONE_BYTE_LENGTH = 125;
    private static final int TWO_BYTE_LENGTH = 126;
    private static final int EIGHT_BYTE_LENGTH = 127;
    private static final int CRLF = '\r' << 8 | '\n';

    /** Encodes a message, without framing. */
    abstract byte[] encode(String epoch, Message message);

    /** Appends the contents of {@code out} with their framing. */
    abstract void frame(FrameBuffer out);
}
