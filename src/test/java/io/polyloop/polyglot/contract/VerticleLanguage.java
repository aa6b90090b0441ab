package io.polyloop.polyglot.contract;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A language of verticles. A new language is a line in {@link #all()}.
 *
 * @param name as its verticles answer it
 * @param host the class that runs its scripts; null for what runs by itself
 * @param folder with the sources below src/main and src/test
 * @param there whether this build has the language
 * @param form how a verticle is named after the package and the simple name of the one in Java, and after its script
 */
public record VerticleLanguage(String name, String host, String folder, boolean there, String form) {

    private static Stream<VerticleLanguage> all() {
        return Stream.of(
                new VerticleLanguage("java", null, "java", true, "%1$s.%2$s"),
                new VerticleLanguage("kotlin", null, "kotlin", folder("kotlin"), "%1$s.Kotlin%2$s"),
                scripts("js", "io.polyloop.polyglot.graal.JavaScript", folder("js"), "js:%3$s.js"),
                scripts("groovy", "io.polyloop.polyglot.groovy.Groovy", folder("groovy"), "groovy:%3$s.groovy"),
                scripts("python", "io.polyloop.polyglot.graal.Python", enabled("python"), "python:%3$s.py"),
                // src/main/ts/build.sh bundles them to JavaScript.
                scripts("ts", "io.polyloop.polyglot.graal.JavaScript", enabled("typescript"), "js:ts/%3$s.js"));
    }

    static Stream<VerticleLanguage> present() {
        return all().filter(VerticleLanguage::there);
    }

    private static VerticleLanguage scripts(String name, String host, boolean there, String form) {
        return new VerticleLanguage(name, host, name, there, form);
    }

    private static boolean folder(String name) {
        return Files.isDirectory(Path.of("src", "main", name));
    }

    /** Whether the tests run with {@code -Dtest.<name>=true}. */
    private static boolean enabled(String name) {
        return Boolean.getBoolean("test." + name);
    }

    /** The name of a verticle in this language, by its class in Java and its script in the others. */
    public String verticle(Class<?> inJava, String script) {
        return form.formatted(inJava.getPackageName(), inJava.getSimpleName(), script);
    }

    Stream<Path> folders() {
        return Stream.of("test", "main").map(kind -> Path.of("src", kind, folder));
    }

    boolean isScript() {
        return host != null;
    }

    @Override
    public String toString() {
        return name;
    }
}
