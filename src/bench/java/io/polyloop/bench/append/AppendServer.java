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
 * A process whose writers write when it is told to by a line {@code <writers> <nanos>}, and that answers with what was
 * acknowledged. Ends with its connection.
 */
final class AppendServer {
    /** Of the environment: which {@link Kind} of writers. */
    static final String KIND = "APPEND_KIND";
    /** Of the environment: the address of the database. */
    static final String DATABASE = "APPEND_DATABASE";

    private AppendServer() {}

    /** The argument is the port; an embedded database goes into the present folder. */
    public static void main(String[] args) throws Exception {
        Kind kind = Kind.valueOf(System.getenv(KIND));
        try (Writers writers = kind.open(System.getenv(DATABASE), Path.of("").toAbsolutePath());
                ServerSocket door = new ServerSocket(Integer.parseInt(args[0]), 1, InetAddress.getLoopbackAddress())) {
            while (!hasServed(door, writers)) {
                // Somebody only looked whether the door is open.
            }
        }
    }

    private static boolean hasServed(ServerSocket door, Writers writers) throws Exception {
        try (Socket socket = door.accept();
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                PrintWriter answers = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.US_ASCII)) {
            boolean asked = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] round = line.split(" ");
                answers.println(writers.write(Integer.parseInt(round[0]), Long.parseLong(round[1])));
                asked = true;
            }
            return asked;
        } catch (IOException closed) {
            return false;
        }
    }
}
