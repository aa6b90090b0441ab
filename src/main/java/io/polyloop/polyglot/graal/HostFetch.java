package io.polyloop.polyglot.graal;

import io.vertx.core.json.JsonObject;
import org.graalvm.polyglot.HostAccess.DisableMethodScoping;
import org.graalvm.polyglot.HostAccess.Export;
import org.graalvm.polyglot.Value;

/** Requests to other servers as {@code prelude/fetch.js} makes them. In a turn of the script. */
public final class HostFetch {
    private final Script script;
    private final Fetch fetch;

    HostFetch(Script script, Fetch fetch) {
        this.script = script;
        this.fetch = fetch;
    }

    /** {@code {url, method, headers, body?}} resolves to {@code {status, headers, body}}. */
    @Export
    @DisableMethodScoping
    public void fetch(String request, Value resolve, Value reject) {
        script.settle(fetch.ask(new JsonObject(request), script.current().trace()), resolve, reject);
    }
}
