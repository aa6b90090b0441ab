package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.FetchSettings;
import io.polyloop.polyglot.Language;
import io.polyloop.polyglot.ScriptOptions;
import io.polyloop.polyglot.ScriptRuntime;
import io.polyloop.polyglot.ScriptVerticleFactory;
import io.vertx.core.spi.VerticleFactory;
import java.util.Set;

/**
 * Python 3.12, on GraalPy: {@code python:orders.py}. Needs GraalPy, which
 * {@code src/main/graal/with.sh python} adds to the JVM.
 *
 * <p>A script defines {@code start(context)} and optionally {@code stop()}; both, and every handler, can be {@code async
 * def}. They can await what {@code context} returns; there is no event loop for {@code asyncio}. Each instance of a
 * verticle has its own Context, which takes seconds to start.
 *
 * <p>Scripts have Python's own library and the files beside them, which they import. They see no Java class, file,
 * socket, environment variable, process or native extension, and start no thread. That protects the host from mistakes,
 * and is no promise against hostile code: the memory and CPU of a script are not limited, {@code exec} evaluates any
 * text, and what the context gives can be replaced by the script for itself.
 */
public final class Python implements Language {
    private static final String PREFIX = "python";

    private static final String ABSENT =
            "GraalPy is missing. Start with src/main/graal/with.sh python, or remove the python: verticles from the configuration";

    @Override
    public String prefix() {
        return PREFIX;
    }

    @Override
    public VerticleFactory factory(ScriptOptions options) {
        return new ScriptVerticleFactory(PREFIX, Set.of("py"), options, () -> runtime(options.fetch()));
    }

    private static ScriptRuntime runtime(FetchSettings fetch) {
        try {
            return new PythonRuntime(fetch);
        } catch (LinkageError | RuntimeException absent) {
            throw new IllegalStateException(ABSENT, absent);
        }
    }
}
