package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.FetchSettings;
import io.polyloop.polyglot.Language;
import io.polyloop.polyglot.ScriptOptions;
import io.polyloop.polyglot.ScriptRuntime;
import io.polyloop.polyglot.ScriptVerticleFactory;
import io.vertx.core.spi.VerticleFactory;
import java.util.Set;

/**
 * JavaScript, as ES modules: {@code js:hello.js}.
 *
 * <p>A script is an ES module that exports {@code start(context)} and, if it has something to put away, {@code stop()};
 * both may be async. {@code src/main/js/index.d.ts} says what {@code context} offers. Each instance of a verticle has a
 * Context of its own, used by the verticle's event loop alone, and all of them share one Engine.
 *
 * <p>Scripts see no Java class, file, socket or environment variable. That protects the host from mistakes, and is no
 * promise against hostile code: the memory and CPU of a script are not limited. Text is not evaluated as code either,
 * with one exception that GraalJS leaves open: never {@code import()} a path that came with a message.
 */
public final class JavaScript implements Language {
    private static final String PREFIX = "js";
    private static final Set<String> SUFFIXES = Set.of("js", "mjs");

    private static final String ABSENT = "GraalJS is not there. Put org.graalvm.polyglot:polyglot,"
            + " org.graalvm.js:js-language and org.graalvm.truffle:truffle-runtime into pom.xml,"
            + " or take the js: verticles out of the configuration";

    @Override
    public String prefix() {
        return PREFIX;
    }

    @Override
    public VerticleFactory factory(ScriptOptions options) {
        return new ScriptVerticleFactory(PREFIX, SUFFIXES, options, () -> runtime(options.fetch()));
    }

    private static ScriptRuntime runtime(FetchSettings fetch) {
        try {
            return new JsRuntime(fetch);
        } catch (LinkageError | IllegalStateException | IllegalArgumentException absent) {
            throw new IllegalStateException(ABSENT, absent);
        }
    }
}
