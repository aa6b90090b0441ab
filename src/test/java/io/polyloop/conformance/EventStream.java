package io.polyloop.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A client of server-sent events that shows what came, and nothing more. */
final class EventStream implements AutoCloseable {
    /** One event; what it does not have is null. */
    record Event(String id, String name, String data) {}

    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;

    private EventStream(HttpResponse<InputStream> response) {
        this.response = response;
        this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    static EventStream open(int port, String target, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return new EventStream(HttpClient.newHttpClient()
                .sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream())
                .get(10, TimeUnit.SECONDS));
    }

    /** How the stream began. */
    RawResponse head() {
        return new RawResponse(response.statusCode(), response.headers().map(), new byte[0]);
    }

    /** The next event; what has no data is none (WHATWG HTML, 9.2.6). */
    Event next() throws Exception {
        return CompletableFuture.supplyAsync(this::read).get(10, TimeUnit.SECONDS);
    }

    private Event read() {
        Map<String, String> fields = new HashMap<>();
        try {
            for (String line = lines.readLine();
                    !line.isEmpty() || !fields.containsKey("data");
                    line = lines.readLine()) {
                String[] field = line.split(": ?", 2);
                if (!field[0].isEmpty()) {
                    fields.put(field[0], field[1]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Event(fields.get("id"), fields.get("event"), fields.get("data"));
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
