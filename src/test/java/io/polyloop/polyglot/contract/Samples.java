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
record Samples(
        String language, String host, String folder, boolean there, String hello, String alerts, String contract) {

    private static Stream<Samples> all() {
        return Stream.of(
                new Samples(
                        "java",
                        null,
                        "java",
                        true,
                        "io.polyloop.hello.HelloVerticle",
                        "io.polyloop.telemetry.AlertVerticle",
                        "io.polyloop.polyglot.contract.ContractVerticle"),
                new Samples(
                        "kotlin",
                        null,
                        "kotlin",
                        folder("kotlin"),
                        "io.polyloop.hello.KotlinHelloVerticle",
                        "io.polyloop.telemetry.KotlinAlertVerticle",
                        "io.polyloop.polyglot.contract.KotlinContractVerticle"),
                scripts("js", "io.polyloop.polyglot.graal.JavaScript", folder("js")),
                scripts("groovy", "io.polyloop.polyglot.groovy.Groovy", folder("groovy")));
    }

    static Stream<Samples> present() {
        return all().filter(Samples::there);
    }

    private static Samples scripts(String language, String host, boolean there) {
        String form = language + ":%s." + language;
        return new Samples(
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
