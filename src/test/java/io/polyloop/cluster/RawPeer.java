package io.polyloop.cluster;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;

/** A peer that sends raw bytes to a cluster port. */
final class RawPeer {
    private static final int TIMEOUT_MS = 20_000;

    private RawPeer() {}

    static void assertClosed(int port, byte[] sent) throws IOException {
        // Retry: earlier connections count until the server has noticed that they are closed.
        await().until(() -> isClosed(port, sent));
    }

    private static boolean isClosed(int port, byte[] sent) throws IOException {
        try (Socket socket = connect(port)) {
            socket.getOutputStream().write(sent);
            assertEnds(socket);
            return true;
        }
    }

    static void assertEnds(Socket socket) throws IOException {
        try (socket) {
            socket.setSoTimeout(TIMEOUT_MS);
            socket.getInputStream().readAllBytes();
        } catch (SocketException reset) {
            assertTrue(reset.getMessage().contains("reset"), reset::getMessage);
        }
    }

    static Socket connect(int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    /** A bus message without a body from {@code sender}. */
    static byte[] frame(String sender) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(frame);
        out.write(new byte[] {2, 0, 1});
        text(out, "no.consumer");
        out.writeInt(0);
        text(out, sender);
        out.writeInt(Integer.BYTES);
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        new DataOutputStream(wire).writeInt(frame.size());
        frame.writeTo(wire);
        return wire.toByteArray();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        out.writeInt(text.length());
        out.writeBytes(text);
    }

    /** The start of a member connection, with a packet that announces {@code length} bytes. */
    static byte[] member(int length) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeBytes("HZC");
        out.writeByte(4);
        out.writeChar(0);
        out.writeInt(-1);
        out.writeInt(length);
        return bytes.toByteArray();
    }
}
