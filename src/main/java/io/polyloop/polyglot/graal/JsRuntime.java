package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.Monitor;
import io.polyloop.polyglot.ScriptFolder;
import io.polyloop.polyglot.ScriptLimits;
import io.polyloop.polyglot.Scripting;
import java.time.Duration;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.SandboxPolicy;
import org.graalvm.polyglot.io.IOAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all scripts of one factory share: the Engine with its compiled code, the sandbox's rules, the watchdog. */
final class JsRuntime implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JsRuntime.class);

    private final Scripting scripting;
    private final Watchdog watchdog = new Watchdog();
    private final Prelude prelude = new Prelude();
    private final Engine engine;

    /** Takes about half a second: not for an event loop. */
    JsRuntime(Scripting scripting) {
        this.scripting = scripting;
        this.engine = Engine.newBuilder("js")
                .sandbox(SandboxPolicy.CONSTRAINED)
                .out(new LineLog(LOG::info))
                .err(new LineLog(LOG::warn))
                // A plain JDK interprets, which is known and fast enough; the warning would greet every start.
                .option("engine.WarnInterpreterOnly", "false")
                .build();
    }

    /** Reads and evaluates a script. Blocking; throws with file, line and what to do about it. */
    Script load(String file, io.vertx.core.Context verticle, Monitor monitor) {
        ScriptFolder folder = monitor.watch(scripting.folder());
        if (folder.find(file).isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no " + file + " in " + folder + ": put it there or correct the name");
        }
        Logger log = LoggerFactory.getLogger("io.polyloop.scripts." + file);
        Context sandbox = sandbox(folder, log);
        Duration limit = ScriptLimits.maxHandlerTime(verticle.config(), scripting);
        Watchdog.Watch watch = watchdog.watch(sandbox, limit);
        Script script = new Script(file, verticle, sandbox, watch, scripting.fetch(), log, monitor);
        try {
            script.load(prelude, limit);
            return script;
        } catch (RuntimeException | Error failure) {
            script.dispose();
            throw failure;
        }
    }

    private Context sandbox(ScriptFolder folder, Logger log) {
        return Context.newBuilder("js")
                .engine(engine)
                .sandbox(SandboxPolicy.CONSTRAINED)
                .allowHostAccess(HostAccess.CONSTRAINED)
                .allowIO(IOAccess.newBuilder()
                        .fileSystem(new ScriptFileSystem(folder))
                        .build())
                .out(new LineLog(log::info))
                .err(new LineLog(log::error))
                .option("js.allow-eval", "false")
                .option("js.load", "false")
                .option("js.print", "false")
                .option("js.unhandled-rejections", "handler")
                .build();
    }

    @Override
    public void close() {
        engine.close(true);
    }
}
