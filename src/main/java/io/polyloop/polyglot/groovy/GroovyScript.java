package io.polyloop.polyglot.groovy;

import groovy.lang.Binding;
import groovy.lang.GroovyClassLoader;
import groovy.lang.Script;
import io.polyloop.log.LogOutputStream;
import io.polyloop.polyglot.Invocation;
import io.polyloop.polyglot.LanguageScript;
import io.polyloop.polyglot.ScriptContext;
import io.polyloop.polyglot.ScriptFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/** One instance of a Groovy script, with its own classes. */
final class GroovyScript implements LanguageScript {
    private static final String START = "start";
    private static final String STOP = "stop";

    private final String file;
    private final Class<?> compiled;
    private final GroovyClassLoader loader;
    private final ScriptContext context;
    private final GroovyInvoker invoker;
    private Script script;

    GroovyScript(String file, Class<?> compiled, GroovyClassLoader loader, ScriptContext context) {
        this.file = file;
        this.compiled = compiled;
        this.loader = loader;
        this.context = context;
        this.invoker = new GroovyInvoker(context);
    }

    @Override
    public void load(Invocation invocation) {
        if (!Script.class.isAssignableFrom(compiled)) {
            throw GroovyFailure.at(
                    file, "it contains a class and no script; define start(context) outside of the class");
        }
        script = instance(compiled.asSubclass(Script.class));
        script.setBinding(new Binding());
        script.getBinding().setVariable("out", new PrintStream(new LogOutputStream(context.log()::info), true));
        script.run();
        if (!defines(START, new Object[1])) {
            throw GroovyFailure.at(file, "it does not define start; add def start(context) { … }");
        }
        invocation.succeed(null);
    }

    private static Script instance(Class<? extends Script> compiled) {
        try {
            return compiled.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void start(Invocation invocation) {
        invoker.finish(invocation, script.invokeMethod(START, new GroovyContext(context, invoker)));
    }

    @Override
    public void stop(Invocation invocation) {
        invoker.finish(invocation, defines(STOP, new Object[0]) ? script.invokeMethod(STOP, new Object[0]) : null);
    }

    private boolean defines(String method, Object[] arguments) {
        return !script.getMetaClass().respondsTo(script, method, arguments).isEmpty();
    }

    @Override
    public ScriptFailure toFailure(Invocation invocation, Throwable thrown) {
        return GroovyFailure.of(invocation, thrown);
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
