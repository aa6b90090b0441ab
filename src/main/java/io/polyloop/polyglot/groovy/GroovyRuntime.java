package io.polyloop.polyglot.groovy;

import groovy.lang.GroovyClassLoader;
import groovy.lang.GroovyCodeSource;
import groovy.transform.ThreadInterrupt;
import io.polyloop.polyglot.LanguageScript;
import io.polyloop.polyglot.ScriptContext;
import io.polyloop.polyglot.ScriptFolder;
import io.polyloop.polyglot.ScriptRuntime;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Future;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.customizers.ASTTransformationCustomizer;
import org.codehaus.groovy.control.customizers.ImportCustomizer;

/** Compiles scripts so that each loop, closure and method checks whether its thread was interrupted. */
final class GroovyRuntime implements ScriptRuntime {
    private final CompilerConfiguration configuration = new CompilerConfiguration();

    GroovyRuntime() {
        configuration.setSourceEncoding("UTF-8");
        configuration.addCompilationCustomizers(
                new ASTTransformationCustomizer(ThreadInterrupt.class),
                new ImportCustomizer()
                        .addImports(Future.class.getName(), ProblemException.class.getName())
                        .addStaticStars(Problem.class.getName()));
    }

    /** Compiles the script, which runs no code of it and can take longer than a handler may. */
    @Override
    public LanguageScript newScript(String file, ScriptFolder folder, ScriptContext context) {
        GroovyClassLoader loader = new GroovyClassLoader(GroovyRuntime.class.getClassLoader(), configuration);
        loader.setResourceLoader(name ->
                folder.find(name.replace('.', '/') + ".groovy", Groovy.SUFFIXES).orElse(null));
        String text = folder.text(file, Groovy.SUFFIXES).orElseThrow();
        try {
            Class<?> compiled = loader.parseClass(new GroovyCodeSource(text, file, "/scripts"));
            return new GroovyScript(file, compiled, loader, context);
        } catch (MultipleCompilationErrorsException errors) {
            throw GroovyFailure.ofCompilation(errors);
        }
    }

    @Override
    public void close() {
        // Each script closes its class loader; there is nothing else to free.
    }
}
