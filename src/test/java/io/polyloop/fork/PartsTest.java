package io.polyloop.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parts that a fork can remove, as {@code Fork.java} checks them: files, blocks and words of each. */
class PartsTest {
    private static final String KOTLIN =
            "title: Kotlin\ngroups: []\nneeds: []\nwords: [kotlin]\nfiles:\n  - src/main/kotlin/**\n";

    @TempDir
    Path project;

    private final StringBuilder output = new StringBuilder();

    @BeforeEach
    void declare_one_part() throws IOException {
        Files.copy(Path.of("Fork.java"), project.resolve("Fork.java"));
        write("pom.xml", "<project/>\n");
        write("src/parts/kotlin.yaml", KOTLIN);
        write("src/main/kotlin/A.kt", "class A\n");
        write("README.md", "All.\n\n<!-- part:kotlin -->\nKotlin.\n<!-- end:kotlin -->\n");
    }

    @Test
    void every_part_of_this_project_is_declared_and_leaves_no_trace() throws Exception {
        assertEquals(0, check(Path.of("")), output::toString);
    }

    @Test
    void each_fault_of_a_declaration_is_reported() throws Exception {
        write("src/main/scala/A.scala", "class A\n");
        write("docs/languages.md", "We like Kotlin.\n");
        write("src/parts/kotlin.yaml", KOTLIN + "  - src/main/kt/**\n");
        assertFault("src/main/scala/A.scala is of no part");
        assertFault("part kotlin: no file matches src/main/kt/**");
        assertFault("docs/languages.md still has the word kotlin");
        assertFalse(output.toString().contains("README.md"), output::toString);
    }

    @Test
    void a_block_without_an_end_is_a_fault() throws Exception {
        write("conf.yaml", "a: 1\n# part:kotlin\nb: 2\n");
        assertFault("conf.yaml: the block part:kotlin has no end");
    }

    @Test
    void a_block_of_an_undeclared_part_is_a_fault() throws Exception {
        write("conf.yaml", "a: 1\nb: 2 # part:cobol\n");
        assertFault("names a part without a file in src/parts/");
    }

    private void assertFault(String text) throws Exception {
        if (output.isEmpty()) {
            assertEquals(1, check(project), output::toString);
        }
        assertTrue(output.toString().contains(text), output::toString);
    }

    private void write(String path, String text) throws IOException {
        Path file = project.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private int check(Path folder) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(List.of(java, "Fork.java", "--check"))
                .directory(folder.toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .start();
        try (Stream<String> lines = process.inputReader().lines()) {
            lines.forEach(line -> output.append(line).append('\n'));
        }
        return process.waitFor();
    }
}
