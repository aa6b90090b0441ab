package io.polyloop.polyglot;

import java.time.Duration;

/**
 * What every language is told about the scripts it runs.
 *
 * @param folder where they are
 * @param maxHandlerTime after which a handler that has not returned is interrupted
 */
public record Scripting(ScriptFolder folder, Duration maxHandlerTime) {}
