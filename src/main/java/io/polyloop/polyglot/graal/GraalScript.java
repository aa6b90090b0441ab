package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.Invocation;
import io.polyloop.polyglot.LanguageScript;
import io.polyloop.polyglot.OutOfMemoryReporter;
import io.polyloop.polyglot.ScriptFailure;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.SourceSection;
import org.graalvm.polyglot.Value;

/** A script in its own Context. */
final class GraalScript implements LanguageScript {
    private static final Duration INTERRUPT_TIMEOUT = Duration.ofMillis(250);

    private final String file;
    private final Context sandbox;
    private final ValueCodec codec;
    private final Value prelude;

    /** @param prelude evaluated in this sandbox; loads, starts and stops the script */
    GraalScript(String file, Context sandbox, ValueCodec codec, Value prelude) {
        this.file = file;
        this.sandbox = sandbox;
        this.codec = codec;
        this.prelude = prelude;
    }

    @Override
    public void load(Invocation invocation) {
        codec.run(invocation, here -> prelude.invokeMember("load", here, "/" + file));
    }

    @Override
    public void start(Invocation invocation) {
        codec.run(invocation, here -> prelude.invokeMember("start", here));
    }

    @Override
    public void stop(Invocation invocation) {
        codec.run(invocation, here -> prelude.invokeMember("stop", here));
    }

    // The prelude describes what a script throws, in the same execution: reading it may run code of the script.
    @Override
    public ScriptFailure toFailure(Invocation invocation, Throwable thrown) {
        if (thrown instanceof ScriptFailure known) {
            return known;
        }
        if (!(thrown instanceof PolyglotException failure)) {
            return ScriptFailure.because(String.valueOf(thrown.getMessage()));
        }
        if (failure.isResourceExhausted()) {
            OutOfMemoryReporter.report(new OutOfMemoryError(failure.getMessage()));
        }
        if (failure.isInterrupted() || failure.isCancelled() || failure.getGuestObject() == null) {
            return stopped(invocation, failure);
        }
        try {
            Value description = prelude.invokeMember("describe", failure.getGuestObject());
            return Hints.thrown(text(description, 0), text(description, 1), text(description, 2));
        } catch (PolyglotException again) {
            return stopped(invocation, again);
        }
    }

    private static String text(Value description, int index) {
        return description.getArrayElement(index).asString();
    }

    private static ScriptFailure stopped(Invocation invocation, PolyglotException failure) {
        if (failure.isInterrupted()) {
            return ScriptFailure.interrupted(invocation, place(failure));
        }
        return failure.isCancelled()
                ? ScriptFailure.because(invocation + " was cancelled because the script was stopped", place(failure))
                : ScriptFailure.because(failure.getMessage(), place(failure));
    }

    private static String place(PolyglotException failure) {
        for (PolyglotException.StackFrame frame : failure.getPolyglotStackTrace()) {
            SourceSection section = frame.isGuestFrame() ? frame.getSourceLocation() : null;
            if (section != null && !section.getSource().isInternal()) {
                return "\n    at " + frame.getRootName() + " ("
                        + section.getSource().getName() + ":" + section.getStartLine() + ")";
            }
        }
        return "";
    }

    @Override
    public void interrupt(Thread thread) {
        try {
            sandbox.interrupt(INTERRUPT_TIMEOUT);
        } catch (TimeoutException stubborn) {
            // Inside a call that does not check for interrupts, such as sorting a huge array: the next tick tries
            // again.
        } catch (RuntimeException closed) {
            // The Context was closed in the meantime: there is nothing to interrupt.
        }
    }

    @Override
    public void close() {
        sandbox.close(true);
    }
}
