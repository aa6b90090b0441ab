package io.polyloop.polyglot;

import java.time.Duration;

/**
 * Options of the scripts of a language.
 *
 * @param folder of the scripts
 * @param maxHandlerTime after which a handler is interrupted
 * @param fetch limits of requests to other servers
 */
public record ScriptOptions(ScriptFolder folder, Duration maxHandlerTime, FetchSettings fetch) {

    /** For scripts that may not send requests to other servers. */
    public ScriptOptions(ScriptFolder folder, Duration maxHandlerTime) {
        this(folder, maxHandlerTime, FetchSettings.NONE);
    }
}
