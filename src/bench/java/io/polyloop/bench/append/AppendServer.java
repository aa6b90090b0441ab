package io.polyloop.bench.append;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A process whose writers write when it is told to by a line {@code <writers> <nanos>}, and that results with what was
 * acknowledged. Ends with its connection.
 */
final class AppendServer {
    /** Of the environment: which {@link AppendStrategy} of writers. */
    static final String STRATEGY = "APPEND_KIND";
    /** Of the environment: the address of the database. */
    static final String DATABASE = "APPEND_DATABASE";

    private AppendServer() {}

    /** The argument is the port; an embedded database goes into the present folder. */
    public static void main(String[] args) throws Exception {
        AppendStrategy strategy = AppendStrategy.valueOf(System.getenv(STRATEGY));
        try (Writers writers =
                        strategy.open(System.getenv(DATABASE), Path.of("").toAbsolutePath());
                ServerSocket serverSocket =
                        new ServerSocket(Integer.parseInt(args[0]), 1, InetAddress.getLoopbackAddress())) {
            while (!hasServed(serverSocket, writers)) {
                // Somebody only looked whether the serverSocket is open.
            }
        }
    }

    private static boolean hasServed(ServerSocket serverSocket, Writers writers) throws Exception {
        try (Socket socket = serverSocket.accept();
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                PrintWriter results = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.US_ASCII)) {
            boolean served = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] round = line.split(" ");
                results.println(writers.write(Integer.parseInt(round[0]), Long.parseLong(round[1])));
                served = true;
            }
            return served;
        } catch (IOException closed) {
            return false;
        }
    }
}
