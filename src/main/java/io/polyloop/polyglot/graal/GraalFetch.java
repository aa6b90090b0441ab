package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.Host;
import io.vertx.core.json.JsonObject;
import org.graalvm.polyglot.HostAccess.DisableMethodScoping;
import org.graalvm.polyglot.HostAccess.Export;
import org.graalvm.polyglot.Value;

/** Requests to other servers as {@code prelude/fetch.js} makes them. In a turn of the script. */
public final class GraalFetch {
    private final Host host;
    private final Fetch fetch;
    private final Crossing crossing;

    GraalFetch(Host host, Fetch fetch, Crossing crossing) {
        this.host = host;
        this.fetch = fetch;
        this.crossing = crossing;
    }

    /** {@code {url, method, headers, body?}} resolves to {@code {status, headers, body}}. */
    @Export
    @DisableMethodScoping
    public void fetch(String request, Value resolve, Value reject) {
        crossing.settle(host, fetch.ask(new JsonObject(request), host.trace()), resolve, reject);
    }
}
