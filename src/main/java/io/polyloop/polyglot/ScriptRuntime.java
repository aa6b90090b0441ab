package io.polyloop.polyglot;

/** What all scripts of one language share. Used by any thread. */
public interface ScriptRuntime extends AutoCloseable {

    /**
     * The language's part of one instance of the script in {@code file} of {@code folder}, which is there. May block, and fail as
     * {@link LanguageScript#load} may, but runs nothing of the script: nobody watches it yet.
     */
    LanguageScript newScript(String file, ScriptFolder folder, ScriptContext context);

    @Override
    void close();
}
