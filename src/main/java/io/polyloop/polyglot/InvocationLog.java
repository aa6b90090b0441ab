package io.polyloop.polyglot;

import org.slf4j.Logger;

/** Logs how invocations of a script failed, each with its trace. */
final class InvocationLog {
    private final Logger log;

    InvocationLog(Logger log) {
        this.log = log;
    }

    /** Logs a fault, which its caller does not get in full. A refusal is an answer and not logged. */
    void fault(Invocation invocation, Throwable failure) {
        if (failure instanceof ScriptFailure fault && !fault.isRefusal()) {
            failure(invocation, failure);
        }
    }

    /** Logs a failure, also a refusal that no caller gets as an answer. */
    void failure(Invocation invocation, Throwable failure) {
        String text = failure instanceof ScriptFailure fault ? fault.trace() : failure.toString();
        // The failure of an interrupted invocation names the invocation already.
        String line = text.startsWith(invocation.toString()) ? text : invocation + " failed: " + text;
        invocation.trace().during(() -> log.error(line));
    }
}
