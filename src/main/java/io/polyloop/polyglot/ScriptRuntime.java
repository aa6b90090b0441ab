package io.polyloop.polyglot;

/** What all scripts of one language share. Used by any thread. */
public interface ScriptRuntime extends AutoCloseable {

    /**
     * The language's part of one instance of the script in {@code file} of {@code folder}, which is there. May block, and fail as
     * {@link Guest#load} may, but runs nothing of the script: nobody watches it yet.
     */
    Guest guest(String file, ScriptFolder folder, Host host);

    @Override
    void close();
}
