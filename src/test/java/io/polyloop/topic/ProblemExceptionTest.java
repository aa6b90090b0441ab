package io.polyloop.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class ProblemExceptionTest {
    @Test
    void what_is_no_refusal_keeps_its_cause_for_the_log_and_its_text_from_the_client() {
        Exception fault = new IllegalStateException("the password is swordfish");

        ProblemException problem = ProblemException.of(fault);

        assertSame(fault, problem.getCause());
        assertEquals(Problem.INTERNAL, problem.problem());
        assertFalse(problem.getMessage().contains("swordfish"));
    }

    @Test
    void a_refusal_stays_itself() {
        ProblemException refusal = Problem.NOT_FOUND.because("gone");

        assertSame(refusal, ProblemException.of(refusal));
    }
}
