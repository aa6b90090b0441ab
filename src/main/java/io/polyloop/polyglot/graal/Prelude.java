package io.polyloop.polyglot.graal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/** The script's side of {@link GraalHost}, in JavaScript: {@code prelude/core.js} and a file for each of its parts. */
final class Prelude {
    private final Source core = source("core");
    /** In the order of the core's parameters. */
    private final List<Source> parts = List.of(
            source("text"),
            source("layout"),
            source("inspect"),
            source("log"),
            source("bus"),
            source("topics"),
            source("http"),
            source("timers"),
            source("fetch"));

    /** Evaluates it in a Context of its own; it can then load, start and stop the script. */
    Value install(Context sandbox, GraalHost host) {
        Stream<Value> made = parts.stream().map(sandbox::eval);
        return sandbox.eval(core).execute(Stream.concat(Stream.of(host), made).toArray());
    }

    private static Source source(String part) {
        return source("js", part + ".js");
    }

    /** A file of {@code prelude/}. */
    static Source source(String language, String name) {
        String file = "prelude/" + name;
        try (InputStream text = Prelude.class.getResourceAsStream(file)) {
            // Internal: its frames would only stand in the way of the script's own.
            return Source.newBuilder(language, new String(text.readAllBytes(), StandardCharsets.UTF_8), file)
                    .internal(true)
                    .buildLiteral();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
