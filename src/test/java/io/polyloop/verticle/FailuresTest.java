package io.polyloop.verticle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import org.junit.jupiter.api.Test;

class FailuresTest {
    @Test
    void a_fault_that_the_other_side_has_logged_has_no_cause() {
        ProblemException fault = Failures.of(reply("internal: secret"), Problem.NOT_FOUND);
        assertEquals("unexpected error; the cause is in the log", fault.getMessage());
        assertNull(fault.getCause());
    }

    @Test
    void a_fault_without_a_code_keeps_its_cause_for_the_log() {
        ReplyException reply = reply("secret");
        ProblemException fault = Failures.of(reply, Problem.NOT_FOUND);
        assertEquals("unexpected error; the cause is in the log", fault.getMessage());
        assertEquals(reply, fault.getCause());
    }

    private static ReplyException reply(String message) {
        return new ReplyException(ReplyFailure.RECIPIENT_FAILURE, 500, message);
    }
}
