package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.FetchSettings;
import io.polyloop.polyglot.ScriptFolder;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.IOAccess;

/** GraalJS. */
final class JsRuntime extends GraalRuntime {
    private final Prelude prelude = new Prelude();

    JsRuntime(FetchSettings fetch) {
        super("js", fetch);
    }

    @Override
    Context.Builder restrict(Context.Builder sandbox, ScriptFolder scripts) {
        return sandbox.allowIO(IOAccess.newBuilder()
                        .fileSystem(new ScriptFileSystem(scripts))
                        .build())
                .option("js.allow-eval", "false")
                .option("js.load", "false")
                .option("js.print", "false")
                .option("js.unhandled-rejections", "handler");
    }

    @Override
    ValueCodec codec(Context sandbox) {
        return new JsValueCodec(sandbox);
    }

    @Override
    Value prelude(Context sandbox, GraalHost host, ScriptFolder scripts) {
        return prelude.install(sandbox, host);
    }
}
