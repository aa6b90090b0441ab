package io.polyloop.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Follows the links of documents to files and headings. */
class DocLinksTest {
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]*)(?:#([^)]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    static List<Path> documents() throws IOException {
        try (Stream<Path> top = Files.list(Path.of(""));
                Stream<Path> docs = Files.walk(Path.of("docs"));
                Stream<Path> sources = Files.walk(Path.of("src"), 2)) {
            return Stream.of(top, docs, sources)
                    .flatMap(files -> files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void every_link_leads_to_a_file_and_a_heading_of_it(Path document) throws IOException {
        List<String> broken = LINK.matcher(Files.readString(document))
                .results()
                .filter(link -> !leadsSomewhere(document, link))
                .map(MatchResult::group)
                .toList();
        assertEquals(List.of(), broken);
    }

    @Test
    void the_readme_has_links() throws IOException {
        assertTrue(
                LINK.matcher(Files.readString(Path.of("README.md"))).results().count() > 5);
    }

    private static boolean leadsSomewhere(Path document, MatchResult link) {
        Path target = link.group(1).isEmpty()
                ? document
                : document.toAbsolutePath().resolveSibling(link.group(1)).normalize();
        return Files.exists(target) && (link.group(2) == null || hasHeading(target, link.group(2)));
    }

    private static boolean hasHeading(Path document, String anchor) {
        try {
            return HEADING.matcher(Files.readString(document)).results().anyMatch(heading -> anchor(heading.group(1))
                    .equals(anchor));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The anchor that GitHub gives a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-');
    }
}
