package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.FetchSettings;
import io.polyloop.polyglot.Language;
import io.polyloop.polyglot.ScriptOptions;
import io.polyloop.polyglot.ScriptRuntime;
import io.polyloop.polyglot.ScriptVerticleFactory;
import io.vertx.core.spi.VerticleFactory;
import java.util.Set;

/**
 * JavaScript, as ES modules: {@code js:orders.js}.
 *
 * <p>A script is an ES module that exports {@code start(context)} and optionally {@code stop()}; both can be async.
 * {@code src/main/js/index.d.ts} declares {@code context}. Each instance of a verticle has its own Context, which only
 * the verticle's thread uses; all instances share one Engine.
 *
 * <p>Scripts cannot access Java classes, files, sockets or environment variables. This protects the host from mistakes,
 * not from hostile code: the memory and CPU time of a script are not limited. Text is not evaluated as code, with one
 * exception in GraalJS: never {@code import()} a path from a message.
 */
public final class JavaScript implements Language {
    private static final String PREFIX = "js";
    private static final Set<String> SUFFIXES = Set.of("js", "mjs");

    private static final String ABSENT = "GraalJS is missing. Add org.graalvm.polyglot:polyglot,"
            + " org.graalvm.js:js-language and org.graalvm.truffle:truffle-runtime to pom.xml,"
            + " or remove the js: verticles from conf/polyloop.yaml";

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
