package io.polyloop.polyglot;

/** What all scripts of one language share. Safe to use from any thread. */
public interface ScriptRuntime extends AutoCloseable {

    /**
     * Creates an instance of the script in {@code file} of {@code folder}. May block, and may fail as {@link
     * LanguageScript#load} may, but runs no code of the script: the watchdog does not watch it yet.
     */
    LanguageScript newScript(String file, ScriptFolder folder, ScriptContext context);

    @Override
    void close();
}
