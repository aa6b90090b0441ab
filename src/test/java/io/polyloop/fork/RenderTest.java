package io.polyloop.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code Fork.java} writes: new names, and no part that the fork does not want. */
class RenderTest {
    private static final String NAMES =
            """
            package io.polyloop.topic; // io/polyloop, io\\.polyloop, io\\\\.polyloop
            Polyloop POLYLOOP_CONF polyloop.yaml polyloop_live polyloop.v1 urn:polyloop:problem:busy
            "polyloop_" polyloop_batches
            """;

    @TempDir
    Path folder;

    private ForkProgram project;

    @BeforeEach
    void write_a_project() throws IOException {
        project = new ForkProgram(folder.resolve("project"));
        part("kotlin", "[languages]", "[]", "src/main/kotlin/**");
        part("script", "[]", "[]", "src/main/script/**");
        part("groovy", "[languages]", "[script]", "src/main/groovy/**");
        project.write("src/main/kotlin/A.kt", "class A\n");
        project.write("src/main/groovy/a.groovy", "1\n");
        project.write("src/main/script/a", "1\n");
    }

    private void part(String name, String groups, String needs, String glob) throws IOException {
        project.write(
                "src/parts/" + name + ".yaml",
                "title: x\ngroups: " + groups + "\nneeds: " + needs + "\nwords: []\nfiles:\n  - " + glob + "\n");
    }

    @Test
    void names_change_in_files_and_paths_except_those_that_clients_see() throws Exception {
        project.write("src/main/java/io/polyloop/topic/Polyloop.java", NAMES);
        project.write("CHANGELOG.md", "Polyloop 1.0\n");

        render("--name", "Shop");

        assertEquals(
                """
                package com.acme.orders.topic; // com/acme/orders, com\\.acme\\.orders, com\\\\.acme\\\\.orders
                Shop SHOP_CONF shop.yaml shop_live polyloop.v1 urn:polyloop:problem:busy
                "polyloop_" polyloop_batches
                """,
                rendered("src/main/java/com/acme/orders/topic/Shop.java"));
        assertEquals("Polyloop 1.0\n", rendered("CHANGELOG.md"));
    }

    @Test
    void rename_protocol_also_changes_the_names_that_clients_see() throws Exception {
        project.write("names", NAMES);

        render("--rename-protocol");

        assertEquals(
                """
                package com.acme.orders.topic; // com/acme/orders, com\\.acme\\.orders, com\\\\.acme\\\\.orders
                Orders ORDERS_CONF orders.yaml orders_live orders.v1 urn:orders:problem:busy
                "orders_" orders_batches
                """,
                rendered("names"));
    }

    @Test
    void a_part_goes_with_its_files_its_blocks_and_the_parts_that_need_it() throws Exception {
        project.write(
                "doc",
                """
                a

                # part:kotlin
                kotlin
                # part:groovy
                groovy in kotlin
                # end:groovy
                # end:kotlin

                # part:groovy
                groovy
                # end:groovy
                | row | <!-- part:groovy,kotlin --> |
                b # part:kotlin
                """);

        render("--without", "script");

        assertEquals("a\n\n# part:kotlin\nkotlin\n# end:kotlin\n\nb # part:kotlin\n", rendered("doc"));
        assertEquals("class A\n", rendered("src/main/kotlin/A.kt"));
        assertFalse(Files.exists(folder.resolve("fork/src/main/script")), "the part is gone");
        assertFalse(Files.exists(folder.resolve("fork/src/main/groovy")), "the part that needs it is gone");
        assertFalse(Files.exists(folder.resolve("fork/src/parts/groovy.yaml")), "its declaration is gone");
    }

    @Test
    void a_group_removes_all_of_its_parts_and_no_double_blank_line_is_left() throws Exception {
        project.write("doc", "a\n\n<!-- part:kotlin -->\nkotlin\n<!-- end:kotlin -->\n\nb\n");

        render("--without", "languages");

        assertEquals("a\n\nb\n", rendered("doc"));
        assertFalse(Files.exists(folder.resolve("fork/src/main/kotlin")), "one part of the group is gone");
        assertFalse(Files.exists(folder.resolve("fork/src/main/groovy")), "the other part of the group is gone");
        assertEquals("1\n", rendered("src/main/script/a"));
    }

    private void render(String... options) throws Exception {
        String fork = folder.resolve("fork").toString();
        String[] arguments = Stream.concat(
                        Stream.of("com.acme.orders", "--into", fork, "--no-tests", "--no-format"), Stream.of(options))
                .toArray(String[]::new);
        ForkProgram.Run run = project.run(arguments);
        assertEquals(0, run.exit(), run::output);
    }

    private String rendered(String path) throws IOException {
        return Files.readString(folder.resolve("fork").resolve(path));
    }
}
