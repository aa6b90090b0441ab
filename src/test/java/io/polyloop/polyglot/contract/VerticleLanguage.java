package io.polyloop.polyglot.contract;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A language of verticles. A new language is a line in {@link #all()}.
 *
 * @param name its folder below src/main and src/test, and how its verticles answer
 * @param host the class that runs its scripts; null for what runs by itself
 * @param form how a verticle is named after the package and the simple name of the one in Java, and after its script
 */
public record VerticleLanguage(String name, String host, String form) {

    static List<VerticleLanguage> all() {
        List<VerticleLanguage> all = new ArrayList<>();
        all.add(new VerticleLanguage("java", null, "%1$s.%2$s"));
        all.add(new VerticleLanguage("kotlin", null, "%1$s.Kotlin%2$s")); // part:kotlin
        // part:javascript
        String js = "io.polyloop.polyglot.graal.JavaScript";
        all.add(new VerticleLanguage("js", js, "js:%3$s.js"));
        // end:javascript
        // part:groovy
        String groovy = "io.polyloop.polyglot.groovy.Groovy";
        all.add(new VerticleLanguage("groovy", groovy, "groovy:%3$s.groovy"));
        // end:groovy
        // part:python
        if (Boolean.getBoolean("test.python")) {
            String python = "io.polyloop.polyglot.graal.Python";
            all.add(new VerticleLanguage("python", python, "python:%3$s.py"));
        }
        // end:python
        // part:typescript
        if (Boolean.getBoolean("test.typescript")) { // src/main/ts/build.sh bundled them
            all.add(new VerticleLanguage("ts", js, "js:ts/%3$s.js"));
        }
        // end:typescript
        return all;
    }

    /** The name of a verticle in this language, by its class in Java and its script in the others. */
    public String verticle(Class<?> inJava, String script) {
        return form.formatted(inJava.getPackageName(), inJava.getSimpleName(), script);
    }

    Stream<Path> folders() {
        return Stream.of("test", "main").map(kind -> Path.of("src", kind, name));
    }

    boolean isScript() {
        return host != null;
    }

    @Override
    public String toString() {
        return name;
    }
}
