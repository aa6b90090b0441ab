package io.polyloop.polyglot.groovy;

import io.polyloop.polyglot.Language;
import io.polyloop.polyglot.ScriptOptions;
import io.polyloop.polyglot.ScriptVerticleFactory;
import io.vertx.core.spi.VerticleFactory;
import java.util.Set;

/**
 * Groovy scripts: {@code groovy:orders.groovy}.
 *
 * <p>A script defines {@code start(context)}, where the context is a {@link GroovyContext}, and optionally {@code
 * stop()}; both, and every handler, can return a {@link io.vertx.core.Future}. Maps and lists are JSON on the bus. {@code
 * throw NOT_FOUND.because('no such device')} refuses with a {@link io.polyloop.topic.Problem}; a refusal that a script
 * receives is a {@link io.polyloop.topic.ProblemException}. Classes in the folder are imported by name: {@code
 * lib/Near.groovy} is {@code lib.Near}. Each instance of a verticle compiles the script separately, and the instances
 * share nothing.
 *
 * <p><strong>A Groovy script is trusted code, like a class of the service.</strong> There is no sandbox for Groovy: a
 * script can use every class, file and socket that the service can. The watchdog interrupts loops, whatever they catch,
 * and {@code sleep}, but not a library call that ignores interrupts, such as a costly regular expression.
 */
public final class Groovy implements Language {
    static final String PREFIX = "groovy";
    static final Set<String> SUFFIXES = Set.of("groovy");

    private static final String ABSENT = "Groovy is missing. Add org.apache.groovy:groovy to pom.xml,"
            + " or remove the groovy: verticles from conf/polyloop.yaml";

    @Override
    public String prefix() {
        return PREFIX;
    }

    @Override
    public VerticleFactory factory(ScriptOptions options) {
        return new ScriptVerticleFactory(PREFIX, SUFFIXES, options, () -> {
            try {
                return new GroovyRuntime();
            } catch (LinkageError absent) {
                throw new IllegalStateException(ABSENT, absent);
            }
        });
    }
}
