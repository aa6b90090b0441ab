package io.polyloop.polyglot.graal;

import io.polyloop.log.LogText;
import io.polyloop.polyglot.FetchRules;
import io.polyloop.polyglot.Host;
import io.vertx.core.json.Json;
import org.graalvm.polyglot.HostAccess.Export;

/**
 * The whole of Java that a script can reach, and only by way of {@code prelude/}. Values cross as {@link Crossing}
 * says. Called in a turn of the script, on the verticle's context.
 */
public final class GraalHost {
    @Export
    public final GraalBus bus;

    @Export
    public final GraalTopics topics;

    @Export
    public final GraalHttp http;

    @Export
    public final GraalTimers timers;

    @Export
    public final GraalFetch fetch;

    private final Host host;

    GraalHost(Host host, FetchRules rules, Crossing crossing) {
        this.bus = new GraalBus(host, crossing);
        this.topics = new GraalTopics(host, crossing);
        this.http = new GraalHttp(host.routes(), crossing);
        this.timers = new GraalTimers(host.timers(), crossing);
        this.fetch = new GraalFetch(host, new Fetch(host.vertx(), rules), crossing);
        this.host = host;
    }

    @Export
    public String config() {
        return Json.encode(host.config());
    }

    @Export
    public void log(String level, String text) {
        String line = LogText.truncate(text);
        switch (level) {
            case "error" -> host.log().error(line);
            case "warn" -> host.log().warn(line);
            default -> host.log().info(line);
        }
    }

    @Export
    public void unhandled(String trace) {
        host.log().error("a promise that nobody awaits failed: {}", trace);
    }
}
