package io.polyloop.polyglot.graal;

import io.polyloop.log.LogOutputStream;
import io.polyloop.polyglot.FetchSettings;
import io.polyloop.polyglot.LanguageScript;
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

/** What all scripts of one GraalVM language share: the Engine with its compiled code, and the rules of the sandbox. */
abstract class GraalRuntime implements ScriptRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(GraalRuntime.class);

    private final String language;
    private final FetchSettings fetch;
    private final Engine engine;

    /** @param language GraalVM's id of it. Blocks for about half a second. */
    GraalRuntime(String language, FetchSettings fetch) {
        this.language = language;
        this.fetch = fetch;
        this.engine = Engine.newBuilder(language)
                .sandbox(SandboxPolicy.CONSTRAINED)
                .out(new LogOutputStream(LOG::info))
                .err(new LogOutputStream(LOG::warn))
                // A plain JDK interprets scripts, which is intended; the warning would appear at every start.
                .option("engine.WarnInterpreterOnly", "false")
                .build();
    }

    /** Adds the rules of the language: the files that scripts may read, and what they must not do. */
    abstract Context.Builder restrict(Context.Builder sandbox, ScriptFolder scripts);

    /** Creates the codec for the prelude of this language, before any other code runs in the sandbox. */
    abstract ValueCodec codec(Context sandbox);

    /** Evaluates the prelude of the language, which can then load, start and stop the script. */
    abstract Value prelude(Context sandbox, GraalHost context, ScriptFolder scripts);

    /** GraalVM's name of what runs the scripts: {@code Interpreted} without a compiler. */
    String implementation() {
        return engine.getImplementationName();
    }

    /** Evaluates the prelude only: the first Context of a process is slow, which must not count against the script. */
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
