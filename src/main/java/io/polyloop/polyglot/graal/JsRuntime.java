package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.FetchRules;
import io.polyloop.polyglot.Guest;
import io.polyloop.polyglot.Host;
import io.polyloop.polyglot.LineLog;
import io.polyloop.polyglot.ScriptFolder;
import io.polyloop.polyglot.ScriptRuntime;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.SandboxPolicy;
import org.graalvm.polyglot.io.IOAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all scripts of one factory share: the Engine with its compiled code, and the sandbox's rules. */
final class JsRuntime implements ScriptRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(JsRuntime.class);

    private final Prelude prelude = new Prelude();
    private final FetchRules fetch;
    private final Engine engine;

    /** Takes about half a second: not for an event loop. */
    JsRuntime(FetchRules fetch) {
        this.fetch = fetch;
        this.engine = Engine.newBuilder("js")
                .sandbox(SandboxPolicy.CONSTRAINED)
                .out(new LineLog(LOG::info))
                .err(new LineLog(LOG::warn))
                // A plain JDK interprets, which is known and fast enough; the warning would greet every start.
                .option("engine.WarnInterpreterOnly", "false")
                .build();
    }

    /** Evaluates the prelude only. That the first Context of a process takes its time is no fault of the script. */
    @Override
    public Guest guest(String file, ScriptFolder folder, Host host) {
        Context sandbox = sandbox(folder, host.log());
        Crossing crossing = new Crossing(sandbox);
        return new JsScript(file, sandbox, prelude.install(sandbox, new JsHost(host, fetch, crossing)));
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
