package io.polyloop.polyglot.groovy;

import io.polyloop.polyglot.Host;

/** What a script's {@code start(context)} gets. Public, as all that a script touches has to be. */
public final class GroovyContext {
    private final Host host;
    private final GroovyBus bus;
    private final GroovyTopics topics;
    private final GroovyHttp http;
    private final GroovyTimers timers;
    private final GroovyLog log;

    GroovyContext(Host host, GroovyCalls calls) {
        this.host = host;
        this.bus = new GroovyBus(host, calls);
        this.topics = new GroovyTopics(host, calls);
        this.http = new GroovyHttp(host.routes(), calls);
        this.timers = new GroovyTimers(host.timers(), calls);
        this.log = new GroovyLog(host.log());
    }

    /** The {@code config} of the deployment: a map of maps, lists and values. */
    public Object getConfig() {
        return GroovyJson.plain(host.config().copy());
    }

    public GroovyLog getLog() {
        return log;
    }

    public GroovyBus getBus() {
        return bus;
    }

    public GroovyTopics getTopics() {
        return topics;
    }

    public GroovyHttp getHttp() {
        return http;
    }

    public GroovyTimers getTimers() {
        return timers;
    }
}
