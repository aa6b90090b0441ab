package io.polyloop.bench.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Runs the rounds that a {@link RoundClient} requests: one line of arguments in, one line with the result out. */
public final class RoundServer {
    /** Measures one round. */
    public interface Round {
        /** The result; its text is what the client receives. */
        Object run(String... arguments) throws Exception;
    }

    private RoundServer() {}

    /** Blocks until a client has run at least one round and closed its connection. */
    public static void serve(int port, Round round) throws Exception {
        try (ServerSocket serverSocket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            while (!hasServed(serverSocket, round)) {
                // The connection only checked whether the port is open.
            }
        }
    }

    private static boolean hasServed(ServerSocket serverSocket, Round round) throws Exception {
        try (Socket socket = serverSocket.accept();
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                PrintWriter results = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.US_ASCII)) {
            boolean served = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                results.println(round.run(line.split(" ")));
                served = true;
            }
            return served;
        } catch (IOException closed) {
            return false;
        }
    }
}
