package io.polyloop.polyglot.groovy;

import io.polyloop.polyglot.ScriptContext;
import io.vertx.core.Future;
import java.util.Map;

/** The argument of a script's {@code start(context)}. Public, like every class that a script uses. */
public final class GroovyContext {
    private final ScriptContext context;
    private final GroovyBus bus;
    private final GroovyTopics topics;
    private final GroovySql sql;
    private final GroovyCommit commit;
    private final GroovyHttp http;
    private final GroovyTimers timers;
    private final GroovyLog log;

    GroovyContext(ScriptContext context, GroovyInvoker calls) {
        this.context = context;
        this.bus = new GroovyBus(context, calls);
        this.topics = new GroovyTopics(context, calls);
        this.sql = new GroovySql(context);
        this.commit = new GroovyCommit(context);
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

    public GroovySql getSql() {
        return sql;
    }

    public Future<Object> commit(Map<String, ?> unit) {
        return commit(unit, Map.of());
    }

    /**
     * Commits {@code [sql: [[statement, parameters, expectedRows]], append: [[topic, data, key]]]} at once, or nothing.
     * Succeeds with {@code [rows:, appended:]}; fails with {@code conflict} if a statement does not change the rows that
     * are expected. The option {@code as} is the user of a request.
     */
    public Future<Object> commit(Map<String, ?> unit, Map<String, ?> options) {
        return commit.commit(unit, options);
    }

    public GroovyHttp getHttp() {
        return http;
    }

    public GroovyTimers getTimers() {
        return timers;
    }
}
