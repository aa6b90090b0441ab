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
 * Deploys the scripts of one language by name: {@code vertx.deployVerticle("language:file")}. Each instance of a verticle
 * loads the script separately and uses it on its own context only.
 *
 * <p><strong>A script that does not return blocks its event loop</strong> and everything else on it until the watchdog
 * interrupts it after {@code maxHandlerTime}. The call then fails, and the verticle keeps running. Deploy scripts that
 * compute for long with {@code ThreadingModel.WORKER}.
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

    /** @param start is called on first use and may block, so that a language without scripts costs nothing */
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

    /** Checks the name only. The script is read when the verticle starts, on a worker thread. */
    @Override
    public void createVerticle2(String name, ClassLoader loader, Promise<Callable<? extends Deployable>> verticle) {
        String named = name.substring(name.indexOf(':') + 1);
        if (file.matcher(named).matches()) {
            verticle.complete(() -> new ScriptVerticle(name, (context, monitor) -> load(named, context, monitor)));
        } else {
            verticle.fail(new IllegalArgumentException(name + " is not the name of a script; write a file that ends in "
                    + suffixes.stream().sorted().map(suffix -> "." + suffix).collect(Collectors.joining(" or "))
                    + " and is in " + options.folder() + ", such as " + prefix + ":orders."
                    + suffixes.stream().sorted().findFirst().orElseThrow()));
        }
    }

    private Script load(String named, Context verticle, ScriptMonitor monitor) {
        ScriptFolder folder = monitor.watch(options.folder());
        if (folder.find(named, suffixes).isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no " + named + " in " + folder + "; add the file or correct the name");
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

    /** Frees what the scripts share, and cancels verticles that still run. Vert.x does not call this. */
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
