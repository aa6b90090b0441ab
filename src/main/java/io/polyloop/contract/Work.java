package io.polyloop.contract;

import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import java.util.Locale;

/**
 * The steps of validating one value: its schemas and their patterns may look through it again and again, and whoever
 * sends the value chooses how often. They are counted, not timed: the same value always gets the same answer. One thread.
 */
final class Work extends ExecutionContext {
    /** About 100 ms; a valid value of 10,000 parts and 1 MiB usually takes a tenth of them. */
    static final long MAX = 20_000_000;

    private static final int KEYWORD = 30;
    private static final ExecutionConfig CONFIG = ExecutionConfig.builder()
            .locale(Locale.ROOT)
            .formatAssertionsEnabled(true)
            .failFast(true)
            .build();
    /** What the validator's patterns and formats take their steps from: it does not hand them its context. */
    private static final ThreadLocal<Work> CURRENT = new ThreadLocal<>();

    private long left = MAX;

    Work() {
        super(CONFIG);
    }

    /** Runs on this thread with {@link #charge} counted. Throws {@link TooMuchWork}. */
    void run(Runnable validation) {
        CURRENT.set(this);
        try {
            validation.run();
        } finally {
            CURRENT.remove();
        }
    }

    /** Counts steps of the validation that runs on this thread, if one does. */
    static void charge(long steps) {
        Work current = CURRENT.get();
        if (current != null) {
            current.take(steps);
        }
    }

    /** Counts steps of about 5 ns, such as a look at one character. */
    void take(long steps) {
        left -= steps;
        if (left < 0) {
            throw new TooMuchWork();
        }
    }

    long taken() {
        return MAX - left;
    }

    // The validator enters each keyword of each schema here.
    @Override
    public void evaluationPathAddLast(String keyword) {
        take(KEYWORD);
        super.evaluationPathAddLast(keyword);
    }

    @Override
    public void evaluationPathAddLast(int index) {
        take(KEYWORD);
        super.evaluationPathAddLast(index);
    }

    /** A value takes more than {@link #MAX} steps. */
    static final class TooMuchWork extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMuchWork() {
            super(null, null, false, false);
        }
    }
}
