package io.polyloop.proof.chaos;

import io.polyloop.proof.client.Ack;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The acknowledged messages, recorded outside the nodes: in a file, one a line, and in memory for the check at the end.
 * Event loop only, until the writers have stopped.
 */
final class AckLog implements AutoCloseable {
    private final BufferedWriter log;
    private final List<Ack> all = new ArrayList<>();

    AckLog(Path file) {
        try {
            Files.createDirectories(file.getParent());
            log = Files.newBufferedWriter(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void add(Ack ack) {
        try {
            log.write(ack.topic() + " " + ack.seq() + " " + ack.key() + "\n");
            all.add(ack);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    List<Ack> all() {
        return all;
    }

    @Override
    public void close() {
        try {
            log.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
