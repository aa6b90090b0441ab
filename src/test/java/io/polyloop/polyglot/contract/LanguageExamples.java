package io.polyloop.polyglot.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.route.HttpRoutes;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The examples of documents that do the same in each language. */
final class LanguageExamples {
    private static final Path SCRIPTS = Path.of("target", "test-classes", "scripts");

    private LanguageExamples() {}

    /** The code below a heading in all documents, by its language. */
    static Map<String, String> read(String heading) throws IOException {
        Pattern example = Pattern.compile("(?s)\\n##+ " + heading + "\\n\\n```(\\w+)\\n(.*?)```");
        Map<String, String> examples = new HashMap<>();
        try (Stream<Path> documents = Files.walk(Path.of("docs"))) {
            for (Path document :
                    documents.filter(file -> file.toString().endsWith(".md")).toList()) {
                example.matcher(Files.readString(document))
                        .results()
                        .forEach(found -> examples.put(found.group(1), found.group(2)));
            }
        }
        return examples;
    }

    /**
     * Deploys an example.
     *
     * @param verticle the name of its class in Java, which is compiled into {@code dir}; and its file, as a script
     */
    static void deploy(PolyglotNode node, VerticleLanguage language, String example, String verticle, Path dir)
            throws IOException, ReflectiveOperationException {
        if (language.isScript()) {
            String name = language.verticle(LanguageExamples.class, verticle);
            Files.createDirectories(SCRIPTS);
            Files.writeString(SCRIPTS.resolve(name.substring(name.indexOf(':') + 1)), example);
            node.deploy(name, new DeploymentOptions());
        } else {
            node.deploy(compiled(example, verticle, dir));
        }
    }

    private static Deployable compiled(String source, String verticle, Path dir)
            throws IOException, ReflectiveOperationException {
        Path file = Files.writeString(dir.resolve(verticle + ".java"), source);
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", classPath(), "-d", dir.toString(), "-proc:none", file.toString());
        assertEquals(0, failed, "the example compiles");
        URL[] classes = {dir.toUri().toURL()};
        ClassLoader loader = new URLClassLoader(classes, LanguageExamples.class.getClassLoader());
        return (Deployable) loader.loadClass("io.polyloop.notes." + verticle)
                .getConstructor()
                .newInstance();
    }

    private static String classPath() {
        return Stream.of(HttpRoutes.class, Vertx.class)
                .map(type -> Path.of(URI.create(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString()))
                        .toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
