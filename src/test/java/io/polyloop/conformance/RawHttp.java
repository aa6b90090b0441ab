package io.polyloop.conformance;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** HTTP/1.1 as bytes on a socket: clients proper refuse to send much of what a server has to bear. */
public record RawHttp(int port) {
    private static final int PATIENCE_MILLIS = 15_000;
    public static final String JSON = "Content-Type: application/json";
    static final String NDJSON = "Content-Type: application/x-ndjson";

    public RawResponse get(String target, String... headers) {
        return send("GET", target, null, headers);
    }

    public RawResponse post(String target, String body, String... headers) {
        return post(target, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    RawResponse post(String target, byte[] body, String... headers) {
        return send("POST", target, body, headers);
    }

    /** Sends a request that is well-formed as far as its parts are. */
    public RawResponse send(String method, String target, byte[] body, String... headers) {
        String length = body == null ? "" : "Content-Length: " + body.length + "\r\n";
        String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        String head = method + " " + target + " HTTP/1.1\r\nHost: " + host() + "\r\n" + length + lines + "\r\n";
        return send(bytes(head, body == null ? new byte[0] : body), method.equals("HEAD"));
    }

    /** Sends exactly this text, a character a byte. */
    public RawResponse send(String request) {
        return send(bytes(request), false);
    }

    private RawResponse send(byte[] request, boolean head) {
        try (Socket socket = connect()) {
            write(socket.getOutputStream(), request);
            return new ResponseReader(new BufferedInputStream(socket.getInputStream())).read(head);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    URI uri(String target) {
        return URI.create("http://" + host() + target);
    }

    String host() {
        return "127.0.0.1:" + port;
    }

    // A server may answer and close before it has read the whole request: only the answer counts.
    private static void write(OutputStream out, byte[] request) {
        try {
            out.write(request);
            out.flush();
        } catch (IOException alreadyAnswered) {
            return;
        }
    }

    static byte[] bytes(String latin, byte[]... more) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(latin.getBytes(StandardCharsets.ISO_8859_1));
        for (byte[] part : more) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }
}
