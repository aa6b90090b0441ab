package io.polyloop.polyglot.groovy;

import io.polyloop.polyglot.Language;
import io.polyloop.polyglot.ScriptOptions;
import io.polyloop.polyglot.ScriptVerticleFactory;
import io.vertx.core.spi.VerticleFactory;
import java.util.Set;

/**
 * Groovy scripts: {@code groovy:hello.groovy}.
 *
 * <p>A script defines {@code start(context)} and, if it has something to put away, {@code stop()}; both, and every
 * handler, may return a {@link io.vertx.core.Future}. {@link GroovyContext} is what it gets. Maps and lists cross the
 * bus as JSON. {@code throw NOT_FOUND.because('no such device')} refuses, with any
 * {@link io.polyloop.topic.Problem}; what refuses a script is a {@link io.polyloop.topic.ProblemException}. A class of
 * the folder is imported by its name: {@code lib/Near.groovy} is {@code lib.Near}. Each instance of a verticle compiles
 * the script for itself and shares nothing with the others.
 *
 * <p><strong>A Groovy script is trusted code, like a class of the service.</strong> There is no sandbox, and Groovy
 * cannot be put into one: a script reaches every class, file and socket that the service does. The watchdog stops its
 * loops, no matter what they catch, and {@code sleep}, but not what a library does that heeds no interrupt, such as a
 * costly regular expression.
 */
public final class Groovy implements Language {
    static final String PREFIX = "groovy";
    static final Set<String> SUFFIXES = Set.of("groovy");

    private static final String ABSENT = "Groovy is not there. Put org.apache.groovy:groovy into pom.xml,"
            + " or take the groovy: verticles out of the configuration";

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
