package io.polyloop.polyglot;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Promise;
import io.vertx.core.spi.VerticleFactory;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Deploys the scripts of one language by name: {@code vertx.deployVerticle("js:hello.js")}. Each instance of a verticle
 * loads the script for itself and uses it on its own context alone.
 *
 * <p><strong>A script that does not return holds up its whole event loop</strong>, and with it everything else on that
 * loop, until the watchdog interrupts it after {@code maxHandlerTime}. It is then answered as a failure, and the
 * verticle lives on. Deploy heavy scripts with {@code ThreadingModel.WORKER}.
 *
 * <p>Safe to use from any thread.
 */
public final class ScriptVerticleFactory implements VerticleFactory {
    private final String prefix;
    private final Set<String> suffixes;
    private final Pattern file;
    private final ScriptOptions options;
    private final Supplier<ScriptRuntime> start;
    private final Watchdog watchdog = new Watchdog();
    private ScriptRuntime runtime; // guarded by this

    /** {@code start} is called on first use and may block: who has no scripts of a language does not pay for it. */
    public ScriptVerticleFactory(
            String prefix, Set<String> suffixes, ScriptOptions options, Supplier<ScriptRuntime> start) {
        this.prefix = prefix;
        this.suffixes = suffixes;
        this.file = Pattern.compile("(?:[\\w-][\\w.-]*/)*[\\w-][\\w.-]*\\.(?:" + String.join("|", suffixes) + ")");
        this.options = options;
        this.start = start;
    }

    @Override
    public String prefix() {
        return prefix;
    }

    /** Only checks the name: the script is read when the verticle starts, away from the caller's event loop. */
    @Override
    public void createVerticle2(String name, ClassLoader loader, Promise<Callable<? extends Deployable>> verticle) {
        String named = name.substring(name.indexOf(':') + 1);
        if (file.matcher(named).matches()) {
            verticle.complete(() -> new ScriptVerticle(name, (context, monitor) -> load(named, context, monitor)));
        } else {
            verticle.fail(new IllegalArgumentException(name + " is no script: name a file that ends in "
                    + suffixes.stream().sorted().map(suffix -> "." + suffix).collect(Collectors.joining(" or "))
                    + " and lies in " + options.folder() + ", as in " + prefix + ":hello."
                    + suffixes.stream().sorted().findFirst().orElseThrow()));
        }
    }

    private Script load(String named, Context verticle, ScriptMonitor monitor) {
        ScriptFolder folder = monitor.watch(options.folder());
        if (folder.find(named, suffixes).isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no " + named + " in " + folder + ": put it there or correct the name");
        }
        ScriptRuntime language = runtime();
        Script script = new Script(
                named,
                verticle,
                monitor,
                watchdog,
                ScriptLimits.maxHandlerTime(verticle.config(), options),
                context -> language.newScript(named, folder, context));
        script.load();
        return script;
    }

    /** Frees what the scripts shared; Vert.x does not call this by itself. Verticles that still run are cancelled. */
    @Override
    public synchronized void close() {
        if (runtime != null) {
            runtime.close();
            runtime = null;
        }
    }

    private synchronized ScriptRuntime runtime() {
        if (runtime == null) {
            runtime = start.get();
        }
        return runtime;
    }
}
