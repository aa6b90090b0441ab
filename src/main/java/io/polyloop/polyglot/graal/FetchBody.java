package io.polyloop.polyglot.graal;

import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Reads responses of other servers as text, up to a number of bytes, compressed and uncompressed. */
final class FetchBody {
    private final Vertx vertx;
    private final int maxBytes;

    FetchBody(Vertx vertx, int maxBytes) {
        this.vertx = vertx;
        this.maxBytes = maxBytes;
    }

    /** Call it on the context of {@code response} as soon as the response arrives. */
    Future<String> read(HttpClientResponse response) {
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(chunk -> {
            if (body.length() + chunk.length() > maxBytes) {
                whole.tryFail(tooLarge());
            } else {
                body.appendBuffer(chunk);
            }
        });
        response.exceptionHandler(whole::tryFail);
        response.endHandler(end -> whole.tryComplete(body));
        String coding = String.valueOf(response.getHeader("content-encoding")).toLowerCase(Locale.ROOT);
        return whole.future()
                .compose(bytes -> bytes.length() == 0 ? Future.succeededFuture("") : decode(coding, bytes));
    }

    private Future<String> decode(String coding, Buffer bytes) {
        return switch (coding) {
            case "null", "", "identity" -> Future.succeededFuture(bytes.toString());
            // Decompressing would block the event loop.
            case "gzip", "x-gzip" -> vertx.executeBlocking(() -> unpack(bytes.getBytes()), false);
            default -> Future.failedFuture("content-encoding " + coding + " is not supported; accept gzip or none");
        };
    }

    private String unpack(byte[] packed) throws IOException {
        try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] bytes = stream.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw tooLarge();
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static ProblemException tooLarge() {
        return Problem.TOO_LARGE.because("the response is larger than scripts.fetch-body");
    }
}
