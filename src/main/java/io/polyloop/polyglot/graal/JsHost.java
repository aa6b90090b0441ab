package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.FetchRules;
import io.polyloop.polyglot.Host;
import io.vertx.core.json.Json;
import org.graalvm.polyglot.HostAccess.Export;

/**
 * The whole of Java that a script can reach, and only by way of {@code prelude/}. Values cross as {@link Crossing}
 * says. Called in a turn of the script, on the verticle's context.
 */
public final class JsHost {
    @Export
    public final JsBus bus;

    @Export
    public final JsTopics topics;

    @Export
    public final JsHttp http;

    @Export
    public final JsTimers timers;

    @Export
    public final JsFetch fetch;

    private final Host host;

    JsHost(Host host, FetchRules rules, Crossing crossing) {
        this.bus = new JsBus(host, crossing);
        this.topics = new JsTopics(host, crossing);
        this.http = new JsHttp(host.routes(), crossing);
        this.timers = new JsTimers(host.timers());
        this.fetch = new JsFetch(host, new Fetch(host.vertx(), rules), crossing);
        this.host = host;
    }

    @Export
    public String config() {
        return Json.encode(host.config());
    }

    @Export
    public void log(String level, String text) {
        switch (level) {
            case "error" -> host.log().error(text);
            case "warn" -> host.log().warn(text);
            default -> host.log().info(text);
        }
    }

    @Export
    public void unhandled(String trace) {
        host.log().error("a promise that nobody awaits failed: {}", trace);
    }
}
