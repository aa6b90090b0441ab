package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.ScriptContext;
import io.vertx.core.json.JsonObject;
import org.graalvm.polyglot.HostAccess.DisableMethodScoping;
import org.graalvm.polyglot.HostAccess.Export;
import org.graalvm.polyglot.Value;

/** Requests to other servers as {@code prelude/fetch.js} makes them. Used in executions of the script. */
public final class GraalFetch {
    private final ScriptContext context;
    private final Fetch fetch;
    private final ValueCodec codec;

    GraalFetch(ScriptContext context, Fetch fetch, ValueCodec codec) {
        this.context = context;
        this.fetch = fetch;
        this.codec = codec;
    }

    /** {@code {url, method, headers, body?}} resolves to {@code {status, headers, body}}. */
    @Export
    @DisableMethodScoping
    public void fetch(String request, Value resolve, Value reject) {
        codec.settle(context, fetch.fetch(new JsonObject(request), context.trace()), resolve, reject);
    }
}
