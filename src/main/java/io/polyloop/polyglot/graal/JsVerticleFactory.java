package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.Scripting;
import io.vertx.core.Deployable;
import io.vertx.core.Promise;
import io.vertx.core.spi.VerticleFactory;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/**
 * Deploys JavaScript verticles by name: {@code vertx.deployVerticle("js:hello.js")}.
 *
 * <p>A script is an ES module that exports {@code start(context)} and, if it has something to put away, {@code stop()};
 * both may be async. {@code src/main/js/index.d.ts} says what {@code context} offers. Each instance of a verticle has a
 * Context of its own, used by the verticle's event loop alone, and all of them share one Engine.
 *
 * <p>Scripts see no Java class, file, socket or environment variable. That protects the host from mistakes, and is no
 * promise against hostile code: the memory and CPU of a script are not limited. Text is not evaluated as code either,
 * with one exception that GraalJS leaves open: never {@code import()} a path that came with a message.
 *
 * <p><strong>A script that does not return holds up its whole event loop</strong>, and with it everything else on that
 * loop, until the watchdog interrupts it after {@code maxHandlerTime}. It is then answered as a failure, and the
 * verticle lives on. Deploy heavy scripts with {@code ThreadingModel.WORKER}.
 *
 * <p>Safe to use from any thread.
 */
public final class JsVerticleFactory implements VerticleFactory {
    private static final Pattern FILE = Pattern.compile("(?:[\\w-][\\w.-]*/)*[\\w-][\\w.-]*\\.m?js");

    private static final String ABSENT = "GraalJS is not there. Put org.graalvm.polyglot:polyglot,"
            + " org.graalvm.js:js-language and org.graalvm.truffle:truffle-runtime into pom.xml,"
            + " or take the js: verticles out of the configuration";

    private final Scripting scripting;
    private JsRuntime runtime; // guarded by this

    public JsVerticleFactory(Scripting scripting) {
        this.scripting = scripting;
    }

    @Override
    public String prefix() {
        return JavaScript.PREFIX;
    }

    /** Only checks the name: the script is read when the verticle starts, away from the caller's event loop. */
    @Override
    public void createVerticle2(String name, ClassLoader loader, Promise<Callable<? extends Deployable>> verticle) {
        String file = name.substring(name.indexOf(':') + 1);
        if (FILE.matcher(file).matches()) {
            verticle.complete(() -> new JsVerticle(file, this::runtime));
        } else {
            verticle.fail(new IllegalArgumentException(name + " is no JavaScript verticle: name a file that ends in"
                    + " .js or .mjs and lies in " + scripting.folder() + ", as in js:hello.js"));
        }
    }

    /** Frees the Engine; Vert.x does not call this by itself. Verticles that still run are cancelled. */
    @Override
    public synchronized void close() {
        if (runtime != null) {
            runtime.close();
            runtime = null;
        }
    }

    // Made on first use: a service without scripts neither loads GraalJS nor pays for its start.
    private synchronized JsRuntime runtime() {
        if (runtime == null) {
            try {
                runtime = new JsRuntime(scripting);
            } catch (LinkageError | IllegalStateException | IllegalArgumentException absent) {
                throw new IllegalStateException(ABSENT, absent);
            }
        }
        return runtime;
    }
}
