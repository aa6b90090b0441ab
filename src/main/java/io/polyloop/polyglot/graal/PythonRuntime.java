package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.FetchSettings;
import io.polyloop.polyglot.ScriptFolder;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.IOAccess;

/** GraalPy. */
final class PythonRuntime extends GraalRuntime {
    private final Source prelude = Prelude.source("python", "core.py");

    /** The first start on a machine unpacks Python's library, 60 MB, into {@code polyglot.engine.userResourceCache}. */
    PythonRuntime(FetchSettings fetch) {
        super("python", fetch);
    }

    @Override
    Context.Builder restrict(Context.Builder sandbox, ScriptFolder scripts) {
        // No files except Python's own library: the prelude reads the imports of a script through PythonSources.
        return sandbox.allowIO(IOAccess.NONE);
    }

    /** As JSON text. */
    @Override
    ValueCodec codec(Context sandbox) {
        return new ValueCodec() {};
    }

    @Override
    Value prelude(Context sandbox, GraalHost host, ScriptFolder scripts) {
        return sandbox.eval(prelude).execute(host, new PythonSources(scripts));
    }
}
