package io.polyloop.proof.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A DNS server (dnsmasq) that resolves one name to the addresses of all nodes, as a headless service does. */
final class NameServer implements AutoCloseable {
    private final Process process;

    private NameServer(Process process) {
        this.process = process;
    }

    /** @param host the address to listen on */
    static NameServer start(String host, String name, List<String> addresses) {
        List<String> command = new ArrayList<>(List.of(
                "dnsmasq",
                "--keep-in-foreground",
                "--conf-file=/dev/null",
                "--no-hosts",
                "--no-resolv",
                "--bind-interfaces",
                "--listen-address=" + host,
                "--local-ttl=1"));
        addresses.forEach(address -> command.add("--host-record=" + name + "," + address));
        try {
            return new NameServer(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
