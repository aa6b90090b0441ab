package io.polyloop.bench.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A language whose cost is measured.
 *
 * @param verticle the name of the verticle
 * @param languageClass the class that runs scripts of this language; empty for a JVM language
 * @param environment of its process
 * @param missing what it needs and the machine lacks
 * @param targets the most that a message may cost, as a multiple of Java
 */
public record MeasuredLanguage(
        String name,
        String verticle,
        String languageClass,
        Map<String, String> environment,
        Supplier<Optional<String>> missing,
        Map<Task, Double> targets) {
    /** The reference. */
    public static final MeasuredLanguage JAVA = compiled("Java", HandlersVerticle.class.getName(), Map.of());

    public static List<MeasuredLanguage> all() {
        List<MeasuredLanguage> all = new ArrayList<>();
        all.add(JAVA);
        // part:kotlin
        String kotlin = "io.polyloop.bench.language.KotlinHandlersVerticle";
        all.add(compiled("Kotlin", kotlin, Map.of(Task.ECHO, 1.3, Task.JSON, 1.3)));
        // end:kotlin
        // part:groovy
        String groovy = "io.polyloop.polyglot.groovy.Groovy";
        all.add(script("Groovy", "groovy:handlers.groovy", groovy, Map.of(Task.ECHO, 1.3, Task.JSON, 1.3)));
        // end:groovy
        // part:javascript
        String js = "io.polyloop.polyglot.graal.JavaScript";
        all.add(script("JavaScript", "js:handlers.js", js, Map.of(Task.ECHO, 2.0, Task.JSON, 6.0)));
        all.add(new MeasuredLanguage(
                "JavaScript, compiled",
                "js:handlers.js",
                js,
                GraalCompiler.environment(),
                GraalCompiler::missing,
                Map.of(Task.JSON, 3.0)));
        // end:javascript
        // part:python
        String python = "io.polyloop.polyglot.graal.Python";
        all.add(new MeasuredLanguage(
                "Python", "python:handlers.py", python, Map.of(), MeasuredLanguage::missingPython, Map.of()));
        // end:python
        return all;
    }

    private static MeasuredLanguage compiled(String name, String verticle, Map<Task, Double> targets) {
        return script(name, verticle, "", targets);
    }

    private static MeasuredLanguage script(
            String name, String verticle, String languageClass, Map<Task, Double> targets) {
        return new MeasuredLanguage(name, verticle, languageClass, Map.of(), Optional::empty, targets);
    }

    // part:python
    private static Optional<String> missingPython() {
        try {
            Class.forName("com.oracle.graal.python.PythonLanguage", false, MeasuredLanguage.class.getClassLoader());
            return Optional.empty();
        } catch (ClassNotFoundException absent) {
            return Optional.of("no Python in this JVM; start with src/main/graal/with.sh python src/bench/run.sh");
        }
    }
    // end:python
}
