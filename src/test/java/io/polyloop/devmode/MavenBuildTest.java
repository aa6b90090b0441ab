package io.polyloop.devmode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MavenBuildTest {
    @Test
    void a_compile_error_is_printed_once_and_without_what_maven_adds() {
        assertEquals(
                List.of(
                        "/p/src/main/java/A.java:[13,7] cannot find symbol",
                        "  symbol:   class B",
                        "  location: class A"),
                errors(
                        """
                        WARNING: A terminally deprecated method in sun.misc.Unsafe has been called
                        \u001b[0m[ERROR] COMPILATION ERROR :\s
                        [ERROR] /p/src/main/java/A.java:[13,7] cannot find symbol
                          symbol:   class B
                          location: class A
                        [ERROR] Failed to execute goal org.apache.maven.plugins:maven-compiler-plugin:3.14.1:compile \
                        (default-compile) on project polyloop: Compilation failure
                        [ERROR] /p/src/main/java/A.java:[13,7] cannot find symbol
                        [ERROR]   symbol:   class B
                        [ERROR]   location: class A
                        [ERROR]\s
                        [ERROR] -> [Help 1]
                        [ERROR] To see the full stack trace of the errors, re-run Maven with the -e switch.
                        """));
    }

    @Test
    void the_failure_of_another_goal_is_its_message() {
        assertEquals(
                List.of("Rule 0: JDK 17 or newer"),
                errors(
                        """
                        [ERROR] Failed to execute goal org.apache.maven.plugins:maven-enforcer-plugin:3.6.2:enforce \
                        (default) on project polyloop:\s
                        [ERROR] Rule 0: JDK 17 or newer
                        [ERROR] -> [Help 1]
                        """));
    }

    @Test
    void at_most_ten_lines_are_printed() {
        String output = String.join(
                "\n", IntStream.range(0, 50).mapToObj(Integer::toString).toList());

        assertEquals(10, errors(output).size());
    }

    private static List<String> errors(String output) {
        return MavenBuild.errors(output.lines()).toList();
    }
}
