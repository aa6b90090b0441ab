package io.polyloop.contract;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A {@code pattern} of a schema. It is searched for, as JSON Schema says, within a bounded number of steps: an expression
 * such as {@code (a+)+$} would otherwise keep a thread busy for hours with thirty characters of a client.
 */
final class BoundedPattern {
    /** Longer expressions are refused when the route is added. */
    static final int MAX_LENGTH = 500;

    private static final int STEPS_PER_CHARACTER = 200;
    private static final int MIN_STEPS = 20_000;

    private final Pattern pattern;

    /** Throws {@link IllegalArgumentException} for what is no expression, and for one that is too long. */
    BoundedPattern(String expression) {
        if (expression.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a pattern has at most " + MAX_LENGTH + " characters");
        }
        try {
            // In ECMA-262, which JSON Schema refers to, $ is the end of the text; in Java also that before a line
            // break.
            pattern = Pattern.compile(expression.replaceAll("(?<!\\\\)\\$$", "\\\\z"));
        } catch (PatternSyntaxException malformed) {
            throw new IllegalArgumentException("the pattern is malformed: " + malformed.getDescription());
        }
    }

    /** Whether {@code text} has a match. One that takes too many steps to find, or too deep a recursion, is none. */
    boolean find(String text) {
        CountedText counted = new CountedText(text);
        try {
            return pattern.matcher(counted).find();
        } catch (TooManySteps | StackOverflowError tooExpensive) {
            return false;
        } finally {
            // A pattern can be applied to each of many names and texts of a value.
            Work.charge(counted.taken());
        }
    }

    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super(null, null, false, false);
        }
    }

    /** Counts how often a matcher looks at a character. */
    private static final class CountedText implements CharSequence {
        private final String text;
        private final long most;
        private long left;

        CountedText(String text) {
            this.text = text;
            this.most = Math.max(MIN_STEPS, (long) STEPS_PER_CHARACTER * text.length());
            this.left = most;
        }

        long taken() {
            return 1 + most - left;
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
