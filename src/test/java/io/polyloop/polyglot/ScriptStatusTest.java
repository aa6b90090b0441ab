package io.polyloop.polyglot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ScriptStatusTest {
    private final ScriptStatus condition = new ScriptStatus();

    @Test
    void a_failure_is_one_line_and_no_trace() {
        condition.failed("a.text:3: Error: boom\n    at start (a.text:3)");
        assertEquals("a.text:3: Error: boom", condition.state("a").getString("lastFailure"));
    }

    @Test
    void a_long_failure_is_cut() {
        condition.failed("x".repeat(10_000));
        assertEquals(301, condition.state("a").getString("lastFailure").length());
    }

    @Test
    void a_restart_is_counted_once_it_runs() {
        condition.restarting();
        assertEquals("restarting", condition.state("a").getString("state"));
        condition.running();
        condition.restarted();
        assertEquals("running", condition.state("a").getString("state"));
        assertEquals(1, condition.state("a").getInteger("restarts"));
    }
}
