package io.polyloop.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A WebSocket as frames on a socket: it sends what no client would, and sees the close code. */
final class RawWebSocket implements AutoCloseable {
    static final int TEXT = 1;
    static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final RawResponse handshake;

    private record Frame(int opcode, byte[] payload) {}

    private RawWebSocket(RawHttp http, String... headers) throws IOException {
        socket = http.connect();
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = new DataOutputStream(socket.getOutputStream());
        out.write(RawHttp.bytes(upgrade(http, headers)));
        handshake = new ResponseReader(in).read(false);
    }

    static RawWebSocket open(RawHttp http, String... headers) throws IOException {
        return new RawWebSocket(http, headers);
    }

    /** The lines of an upgrade, apart from the first two. */
    static String[] upgrade() {
        return new String[] {
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
        };
    }

    private static String upgrade(RawHttp http, String... headers) {
        String lines = String.join("\r\n", upgrade()) + "\r\n";
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return "GET /api/v1/live HTTP/1.1\r\nHost: " + http.host() + "\r\n" + lines + more + "\r\n";
    }

    RawResponse handshake() {
        return handshake;
    }

    void send(JsonObject frame) throws IOException {
        send(frame.encode());
    }

    void send(String text) throws IOException {
        send(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends one whole frame, masked with zeros, which leave its payload as it is. */
    void send(int opcode, byte[] payload) throws IOException {
        out.writeByte(FINAL | opcode);
        if (payload.length < 126) {
            out.writeByte(MASKED | payload.length);
        } else if (payload.length <= 0xffff) {
            out.writeByte(MASKED | 126);
            out.writeShort(payload.length);
        } else {
            out.writeByte(MASKED | 127);
            out.writeLong(payload.length);
        }
        out.writeInt(0);
        out.write(payload);
        out.flush();
    }

    /** The next text frame. */
    JsonObject next() throws IOException {
        Frame frame = read();
        assertEquals(TEXT, frame.opcode(), () -> "closed with " + code(frame));
        return new JsonObject(new String(frame.payload(), StandardCharsets.UTF_8));
    }

    /** The code with which the server closes; frames before that are passed over. */
    int closeCode() throws IOException {
        Frame frame = read();
        while (frame.opcode() != CLOSE) {
            frame = read();
        }
        return code(frame);
    }

    private Frame read() throws IOException {
        int opcode = in.readUnsignedByte() & 0x0f;
        int length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = Math.toIntExact(in.readLong());
        }
        Frame frame = new Frame(opcode, in.readNBytes(length));
        return opcode == PING ? read() : frame;
    }

    private static int code(Frame close) {
        byte[] payload = close.payload();
        return payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xffff;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
