package io.polyloop.polyglot.groovy;

import io.polyloop.polyglot.ScriptContext;

/** The argument of a script's {@code start(context)}. Public, like every class that a script uses. */
public final class GroovyContext {
    private final ScriptContext context;
    private final GroovyBus bus;
    private final GroovyTopics topics;
    private final GroovyHttp http;
    private final GroovyTimers timers;
    private final GroovyLog log;

    GroovyContext(ScriptContext context, GroovyInvoker calls) {
        this.context = context;
        this.bus = new GroovyBus(context, calls);
        this.topics = new GroovyTopics(context, calls);
        this.http = new GroovyHttp(context.routes(), topics, calls);
        this.timers = new GroovyTimers(context.timers(), calls);
        this.log = new GroovyLog(context.log());
    }

    /** The {@code config} of the deployment: a map of maps, lists and values. */
    public Object getConfig() {
        return GroovyJson.toGroovy(context.config().copy());
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
