package io.polyloop.polyglot;

import java.time.Duration;

/**
 * What every language is told about the scripts it runs.
 *
 * @param folder where they are
 * @param maxHandlerTime after which a handler that has not returned is interrupted
 * @param fetch what they may ask of other servers
 */
public record ScriptOptions(ScriptFolder folder, Duration maxHandlerTime, FetchSettings fetch) {

    /** For scripts that may not ask other servers. */
    public ScriptOptions(ScriptFolder folder, Duration maxHandlerTime) {
        this(folder, maxHandlerTime, FetchSettings.NONE);
    }
}
