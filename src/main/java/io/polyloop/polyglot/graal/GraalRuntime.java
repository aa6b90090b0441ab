package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.FetchSettings;
import io.polyloop.polyglot.LanguageScript;
import io.polyloop.polyglot.LogOutputStream;
import io.polyloop.polyglot.ScriptContext;
import io.polyloop.polyglot.ScriptFolder;
import io.polyloop.polyglot.ScriptRuntime;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.SandboxPolicy;
import org.graalvm.polyglot.Value;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all scripts of one language share: the Engine with its compiled code, and the sandbox's rules. */
abstract class GraalRuntime implements ScriptRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(GraalRuntime.class);

    private final String language;
    private final FetchSettings fetch;
    private final Engine engine;

    /** {@code language} by Graal's name for it. Takes about half a second: not for an event loop. */
    GraalRuntime(String language, FetchSettings fetch) {
        this.language = language;
        this.fetch = fetch;
        this.engine = Engine.newBuilder(language)
                .sandbox(SandboxPolicy.CONSTRAINED)
                .out(new LogOutputStream(LOG::info))
                .err(new LogOutputStream(LOG::warn))
                // A plain JDK interprets, which is known and fast enough; the warning would greet every start.
                .option("engine.WarnInterpreterOnly", "false")
                .build();
    }

    /** Adds the language's own rules to those that hold for each: which files it may read, what it must not do. */
    abstract Context.Builder restrict(Context.Builder sandbox, ScriptFolder scripts);

    /** How values cross to the prelude of this language. Made before anything else runs in the sandbox. */
    abstract ValueCodec codec(Context sandbox);

    /** Evaluates the language's prelude; it can then load, start and stop the script. */
    abstract Value prelude(Context sandbox, GraalHost context, ScriptFolder scripts);

    /** What runs the scripts, by the name Graal gives it: {@code Interpreted} where nothing compiles them. */
    String implementation() {
        return engine.getImplementationName();
    }

    /** Evaluates the prelude only. That the first Context of a process takes its time is no fault of the script. */
    @Override
    public LanguageScript newScript(String file, ScriptFolder folder, ScriptContext context) {
        Context sandbox = sandbox(folder, context.log());
        ValueCodec codec = codec(sandbox);
        return new GraalScript(file, sandbox, codec, prelude(sandbox, new GraalHost(context, fetch, codec), folder));
    }

    private Context sandbox(ScriptFolder folder, Logger log) {
        Context.Builder sandbox = Context.newBuilder(language)
                .engine(engine)
                .sandbox(SandboxPolicy.CONSTRAINED)
                .allowHostAccess(HostAccess.CONSTRAINED)
                .out(new LogOutputStream(log::info))
                .err(new LogOutputStream(log::error));
        return restrict(sandbox, folder).build();
    }

    @Override
    public void close() {
        engine.close(true);
    }
}
