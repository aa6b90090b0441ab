package io.polyloop.polyglot;

/**
 * The language-specific part of a {@link Script}. Unless noted otherwise, its methods are called in an execution of the
 * script ({@link ScriptExecutor}), and what they throw fails the invocation.
 */
public interface LanguageScript {

    /** Evaluates the script, and ends {@code invocation}. The only method that runs on a worker thread. */
    void load(Invocation invocation);

    /** Runs the script's {@code start(context)}, and ends {@code invocation} when that completes. */
    void start(Invocation invocation);

    /** Runs the script's {@code stop()} if it has one, and ends {@code invocation} when that completes. */
    void stop(Invocation invocation);

    /** What the script threw, where, and which problem it stands for. */
    ScriptFailure toFailure(Invocation invocation, Throwable thrown);

    /** Interrupts the execution on {@code thread}, which may have just ended. Called by the watchdog's thread. */
    void interrupt(Thread thread);

    /** Frees the resources of the language. Called outside of executions. */
    void close();
}
