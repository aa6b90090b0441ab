package io.polyloop.polyglot.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

    /** Writes a script where the node finds it; returns the name of its verticle. */
    static String write(VerticleLanguage language, String file, String example) throws IOException {
        String name = language.verticle(LanguageExamples.class, file);
        Files.createDirectories(SCRIPTS);
        Files.writeString(SCRIPTS.resolve(name.substring(name.indexOf(':') + 1)), example);
        return name;
    }
}
