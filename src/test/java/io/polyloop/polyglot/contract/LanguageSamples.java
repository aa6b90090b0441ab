package io.polyloop.polyglot.contract;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The verticles of one language. A new language is a line in {@link #all()}.
 *
 * @param language as it is said in hello.&lt;language&gt;
 * @param host the class that runs its scripts; null for what runs by itself
 * @param folder with the sources below src/main and src/test
 * @param there whether this build has the language
 */
record LanguageSamples(
        String language, String host, String folder, boolean there, String hello, String alerts, String contract) {

    private static Stream<LanguageSamples> all() {
        return Stream.of(
                new LanguageSamples(
                        "java",
                        null,
                        "java",
                        true,
                        "io.polyloop.samples.hello.HelloVerticle",
                        "io.polyloop.samples.devices.AlertVerticle",
                        "io.polyloop.polyglot.contract.ContractVerticle"),
                new LanguageSamples(
                        "kotlin",
                        null,
                        "kotlin",
                        folder("kotlin"),
                        "io.polyloop.samples.hello.KotlinHelloVerticle",
                        "io.polyloop.samples.devices.KotlinAlertVerticle",
                        "io.polyloop.polyglot.contract.KotlinContractVerticle"),
                scripts("js", "io.polyloop.polyglot.graal.JavaScript", folder("js")),
                scripts("groovy", "io.polyloop.polyglot.groovy.Groovy", folder("groovy")),
                new LanguageSamples(
                        "python",
                        "io.polyloop.polyglot.graal.Python",
                        "python",
                        enabled("python"),
                        "python:hello.py",
                        "python:alerts.py",
                        "python:contract.py"),
                // src/main/ts/build.sh bundles them to JavaScript.
                new LanguageSamples(
                        "ts",
                        "io.polyloop.polyglot.graal.JavaScript",
                        "ts",
                        enabled("typescript"),
                        "js:ts/hello.js",
                        "js:ts/alerts.js",
                        "js:ts/contract.js"));
    }

    static Stream<LanguageSamples> present() {
        return all().filter(LanguageSamples::there);
    }

    private static LanguageSamples scripts(String language, String host, boolean there) {
        String form = language + ":%s." + language;
        return new LanguageSamples(
                language,
                host,
                language,
                there,
                form.formatted("hello"),
                form.formatted("alerts"),
                form.formatted("contract"));
    }

    private static boolean folder(String name) {
        return Files.isDirectory(Path.of("src", "main", name));
    }

    /** Whether the tests run with {@code -Dtest.<name>=true}. */
    private static boolean enabled(String name) {
        return Boolean.getBoolean("test." + name);
    }

    Stream<Path> folders() {
        return Stream.of("test", "main").map(kind -> Path.of("src", kind, folder));
    }

    boolean isScript() {
        return host != null;
    }

    @Override
    public String toString() {
        return language;
    }
}
