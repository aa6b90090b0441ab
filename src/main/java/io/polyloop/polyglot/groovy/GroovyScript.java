package io.polyloop.polyglot.groovy;

import groovy.lang.Binding;
import groovy.lang.GroovyClassLoader;
import groovy.lang.Script;
import io.polyloop.polyglot.Call;
import io.polyloop.polyglot.Guest;
import io.polyloop.polyglot.Host;
import io.polyloop.polyglot.LineLog;
import io.polyloop.polyglot.ScriptFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/** One instance of a Groovy script, with classes of its own. */
final class GroovyScript implements Guest {
    private static final String START = "start";
    private static final String STOP = "stop";

    private final String file;
    private final Class<?> compiled;
    private final GroovyClassLoader loader;
    private final Host host;
    private final GroovyCalls calls;
    private Script script;

    GroovyScript(String file, Class<?> compiled, GroovyClassLoader loader, Host host) {
        this.file = file;
        this.compiled = compiled;
        this.loader = loader;
        this.host = host;
        this.calls = new GroovyCalls(host);
    }

    @Override
    public void load(Call call) {
        if (!Script.class.isAssignableFrom(compiled)) {
            throw GroovyFailure.at(file, "it is a class and no script: define start(context) outside of it");
        }
        script = instance(compiled.asSubclass(Script.class));
        script.setBinding(new Binding());
        script.getBinding().setVariable("out", new PrintStream(new LineLog(host.log()::info), true));
        script.run();
        if (!responds(START, new Object[1])) {
            throw GroovyFailure.at(file, "it defines no start: add def start(context) { … }");
        }
        call.succeed(null);
    }

    private static Script instance(Class<? extends Script> compiled) {
        try {
            return compiled.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void start(Call call) {
        calls.done(call, script.invokeMethod(START, new GroovyContext(host, calls)));
    }

    @Override
    public void stop(Call call) {
        calls.done(call, responds(STOP, new Object[0]) ? script.invokeMethod(STOP, new Object[0]) : null);
    }

    private boolean responds(String method, Object[] arguments) {
        return !script.getMetaClass().respondsTo(script, method, arguments).isEmpty();
    }

    @Override
    public ScriptFailure explain(Call call, Throwable thrown) {
        return GroovyFailure.of(call, thrown);
    }

    @Override
    public void interrupt(Thread thread) {
        thread.interrupt();
    }

    @Override
    public void close() {
        try {
            loader.close();
        } catch (IOException unclosable) {
            throw new UncheckedIOException(unclosable);
        }
    }
}
