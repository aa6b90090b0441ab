package io.polyloop.polyglot;

/**
 * The part of a {@link Script} that differs from language to language. Called in turns of the script, if not said
 * otherwise; what these methods throw becomes a failure of the call.
 */
public interface LanguageScript {

    /** Reads and evaluates the script, and ends {@code invocation}. On a worker thread: everything else is on the context. */
    void load(Invocation invocation);

    /** Runs the script's {@code start(context)}, and ends {@code invocation} once that is done. */
    void start(Invocation invocation);

    /** Runs the script's {@code stop()} if it has one, and ends {@code invocation} once that is done. */
    void stop(Invocation invocation);

    /** Ends {@code invocation} with something that code of the script has thrown: what, where, and which problem it is. */
    ScriptFailure toFailure(Invocation invocation, Throwable thrown);

    /** Stops the turn that {@code thread} takes. Called by the watchdog, on its own thread; may come in vain. */
    void interrupt(Thread thread);

    /** Frees what the script holds of its language. Outside of any turn. */
    void close();
}
