package io.polyloop.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class ProblemExceptionTest {
    @Test
    void an_unexpected_error_keeps_its_cause_and_hides_its_text() {
        Exception fault = new IllegalStateException("the password is swordfish");

        ProblemException problem = ProblemException.of(fault);

        assertSame(fault, problem.getCause());
        assertEquals(Problem.INTERNAL, problem.problem());
        assertFalse(problem.getMessage().contains("swordfish"));
    }

    @Test
    void a_refusal_is_not_wrapped() {
        ProblemException refusal = Problem.NOT_FOUND.because("gone");

        assertSame(refusal, ProblemException.of(refusal));
    }
}
