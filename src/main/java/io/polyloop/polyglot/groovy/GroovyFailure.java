package io.polyloop.polyglot.groovy;

import io.polyloop.polyglot.Invocation;
import io.polyloop.polyglot.ScriptFailure;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.runtime.InvokerInvocationException;
import org.codehaus.groovy.syntax.SyntaxException;

/** Converts what Groovy throws into a {@link ScriptFailure}, with the frames of the script only. */
final class GroovyFailure {
    private GroovyFailure() {}

    static ScriptFailure of(Invocation invocation, Throwable thrown) {
        Throwable cause = unwrap(thrown);
        if (cause instanceof ScriptFailure failure) {
            return failure;
        }
        if (cause instanceof InterruptedException) {
            return ScriptFailure.interrupted(invocation, trace(cause));
        }
        return thrown(cause);
    }

    /** A failure at the start of a file. */
    static ScriptFailure at(String file, String message) {
        return ScriptFailure.because(message, "\n    at " + file + ":1");
    }

    // Groovy and the JDK wrap checked exceptions in these, such as an InterruptedException.
    private static Throwable unwrap(Throwable thrown) {
        boolean wrapped =
                thrown instanceof InvokerInvocationException || thrown instanceof UndeclaredThrowableException;
        return wrapped && thrown.getCause() != null ? unwrap(thrown.getCause()) : thrown;
    }

    private static ScriptFailure thrown(Throwable cause) {
        Problem problem = ProblemException.of(cause).problem();
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return ScriptFailure.thrown(problem.code(), message, cause + trace(cause));
    }

    static ScriptFailure ofCompilation(MultipleCompilationErrorsException errors) {
        return errors.getErrorCollector().getError(0) instanceof SyntaxErrorMessage error
                ? ofCompilation(error.getCause())
                : ScriptFailure.because(errors.getMessage());
    }

    private static ScriptFailure ofCompilation(SyntaxException error) {
        String source = error.getSourceLocator();
        String file = source.substring(source.lastIndexOf('/') + 1);
        return ScriptFailure.because(
                error.getOriginalMessage().strip(), "\n    at " + file + ":" + error.getStartLine());
    }

    // Groovy has about ten frames between two frames of a script.
    private static String trace(Throwable cause) {
        return Arrays.stream(cause.getStackTrace())
                .filter(frame -> String.valueOf(frame.getFileName()).endsWith(".groovy"))
                .map(frame -> "\n    at " + frame.getMethodName() + " (" + frame.getFileName() + ":"
                        + frame.getLineNumber() + ")")
                .collect(Collectors.joining());
    }
}
