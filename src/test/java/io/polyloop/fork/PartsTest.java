package io.polyloop.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code Fork.java --check}: the parts that a fork can remove, with their files, blocks and words. */
class PartsTest {
    private static final String KOTLIN =
            "title: Kotlin\ngroups: []\nneeds: []\nwords: [kotlin]\nfiles:\n  - src/main/kotlin/**\n";

    @TempDir
    Path folder;

    private ForkProgram project;

    @BeforeEach
    void declare_one_part() throws IOException {
        project = new ForkProgram(folder);
        project.write("src/parts/kotlin.yaml", KOTLIN);
        project.write("src/main/kotlin/A.kt", "class A\n");
        project.write("README.md", "All.\n\n<!-- part:kotlin -->\nKotlin.\n<!-- end:kotlin -->\n");
    }

    @Test
    void every_part_of_this_project_is_declared_and_leaves_no_trace() throws Exception {
        assertEquals(new ForkProgram.Run(0, ""), ForkProgram.run(Path.of(""), "--check"));
    }

    @Test
    void each_fault_of_a_declaration_is_reported() throws Exception {
        project.write("src/main/scala/A.scala", "class A\n");
        project.write("docs/languages.md", "We like Kotlin.\n");
        project.write("src/parts/kotlin.yaml", KOTLIN.replace("needs: []", "needs: [cobol]") + "  - src/main/kt/**\n");

        ForkProgram.Run run = project.run("--check");

        assertEquals(1, run.exit());
        assertContains("src/main/scala/A.scala is of no part", run);
        assertContains("part kotlin: no file matches src/main/kt/**", run);
        assertContains("part kotlin: there is no part cobol", run);
        assertContains("docs/languages.md still has the word kotlin", run);
        assertFalse(run.output().contains("README.md"), run::output);
    }

    @Test
    void a_block_without_an_end_is_refused() throws Exception {
        project.write("conf.yaml", "a: 1\n# part:kotlin\nb: 2\n");

        assertContains("conf.yaml: the block part:kotlin has no end", project.run("--check"));
    }

    @Test
    void an_end_of_another_block_is_refused() throws Exception {
        project.write("src/parts/groovy.yaml", "title: Groovy\ngroups: []\nneeds: []\nwords: []\nfiles:\n");
        project.write("conf.yaml", "# part:kotlin\n# part:groovy\n# end:kotlin\n# end:groovy\n");

        assertContains("conf.yaml: `# end:kotlin` does not end the last block", project.run("--check"));
    }

    @Test
    void a_block_of_an_undeclared_part_is_refused() throws Exception {
        project.write("conf.yaml", "a: 1\nb: 2 # part:cobol\n");

        assertContains("names a part without a file in src/parts/", project.run("--check"));
    }

    private static void assertContains(String text, ForkProgram.Run run) {
        assertTrue(run.output().contains(text), run::output);
    }
}
