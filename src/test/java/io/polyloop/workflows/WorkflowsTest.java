package io.polyloop.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What actionlint (src/test/sh/lint.sh) does not ask of the workflows. */
class WorkflowsTest {
    private static final Pattern USED = Pattern.compile("uses: (?!\\./)(\\S+)(.*)");
    private static final Pattern PIN = Pattern.compile("([\\w-]+/[\\w-]+)@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+");

    static List<Workflow> workflows() {
        return Workflow.all();
    }

    /** A tag can be moved to other code; a commit cannot. */
    @Test
    void every_action_is_pinned_to_one_commit_with_its_version() {
        Map<String, String> pins = new TreeMap<>();
        for (Workflow workflow : workflows()) {
            USED.matcher(workflow.text()).results().forEach(found -> {
                String used = found.group(1) + found.group(2);
                assertTrue(PIN.matcher(used).matches(), workflow + ": " + used);
                String before = pins.put(used.replaceFirst("@.*", ""), used);
                assertTrue(before == null || before.equals(used), before + " and " + used);
            });
        }
        assertFalse(pins.isEmpty());
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void the_token_only_reads_the_code_unless_a_job_needs_more(Workflow workflow) {
        assertEquals(Map.of("contents", "read"), workflow.content().get("permissions"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void every_job_has_a_time_limit(Workflow workflow) {
        assertTrue(workflow.jobs().allMatch(job -> job.get("timeout-minutes") instanceof Integer));
    }

    /** The value of an expression would become code; an environment variable stays a value. */
    @ParameterizedTest
    @MethodSource("workflows")
    void no_script_has_an_expression(Workflow workflow) {
        assertEquals(
                List.of(),
                workflow.scripts().filter(script -> script.contains("${{")).toList());
    }

    /** Later steps run code of the change that is checked. */
    @ParameterizedTest
    @MethodSource("workflows")
    void no_checkout_leaves_its_token(Workflow workflow) {
        assertTrue(workflow.steps()
                .filter(step -> String.valueOf(step.get("uses")).startsWith("actions/checkout@"))
                .allMatch(step -> ((Map<?, ?>) step.get("with"))
                        .get("persist-credentials")
                        .equals(false)));
    }

    @Test
    void scripts_pass_shellcheck(@TempDir Path folder) throws Exception {
        assumeTrue(installed("shellcheck"), "shellcheck is not installed");
        List<String> command = new ArrayList<>(List.of("shellcheck", "--shell=bash", "--format=gcc"));
        for (Workflow workflow : workflows()) {
            for (String script : workflow.scripts().toList()) {
                Path file = folder.resolve(workflow.name() + "-" + command.size());
                command.add(Files.writeString(file, script).toString());
            }
        }
        Process shellcheck =
                new ProcessBuilder(command).redirectErrorStream(true).start();
        assertEquals("", new String(shellcheck.getInputStream().readAllBytes()));
        assertEquals(0, shellcheck.waitFor());
    }

    private static boolean installed(String tool) {
        try {
            return new ProcessBuilder(tool, "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
