package io.polyloop;

import io.polyloop.log.LogText;

/** The message of a failed start, with one line for each cause: a stack trace hides the line that says what to do. */
final class FailureText {
    private FailureText() {}

    static String of(Throwable failure) {
        StringBuilder text = new StringBuilder(LogText.escapeLines(String.valueOf(failure.getMessage())));
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (!isQuoted(text, cause)) {
                text.append("\n  caused by ").append(LogText.escapeLines(cause.toString()));
            }
        }
        for (Throwable other : failure.getSuppressed()) {
            text.append('\n').append(of(other));
        }
        return text.toString();
    }

    /** Most exceptions that wrap another one quote its message. */
    private static boolean isQuoted(StringBuilder text, Throwable cause) {
        return cause.getMessage() != null && text.indexOf(LogText.escapeLines(cause.getMessage())) >= 0;
    }
}
