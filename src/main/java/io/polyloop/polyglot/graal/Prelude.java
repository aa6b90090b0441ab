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

/** The JavaScript that wraps {@link GraalHost} for scripts: {@code prelude/core.js} and a file for each part. */
final class Prelude {
    private final Source core = source("core");
    /** In the order of the parameters of core.js. */
    private final List<Source> parts = List.of(
            source("text"),
            source("layout"),
            source("inspect"),
            source("log"),
            source("bus"),
            source("topics"),
            source("sql"),
            source("http"),
            source("timers"),
            source("fetch"));

    /** Evaluates it in a new Context; the result loads, starts and stops the script. */
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
            // Internal: stack traces show the frames of the script only.
            return Source.newBuilder(language, new String(text.readAllBytes(), StandardCharsets.UTF_8), file)
                    .internal(true)
                    .buildLiteral();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
