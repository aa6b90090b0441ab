package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.ScriptFailure;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to do about the failures that code written for Node.js or a browser has here. */
final class Hints {
    private static final Pattern PACKAGE = Pattern.compile("Cannot find module '[^'./][^']*'");
    private static final Pattern GLOBAL = Pattern.compile("ReferenceError: (\\w+) is not defined");
    private static final Map<String, String> GLOBALS = Map.of(
            "setTimeout", "use context.timers.setTimeout",
            "setInterval", "use context.timers.setInterval",
            "clearTimeout", "use context.timers.clear",
            "clearInterval", "use context.timers.clear",
            "fetch", "use context.fetch",
            "require", "scripts are ES modules: use import");

    private static final String NO_PACKAGE = "scripts import files: bundle npm packages, see docs/polyglot.md";

    private Hints() {}

    /** What a script has thrown, with a hint for the log after the first line of its trace if there is one. */
    static ScriptFailure thrown(String code, String message, String trace) {
        String hint = of(trace);
        return ScriptFailure.thrown(
                code, message, hint == null ? trace : trace.replaceFirst("(?=\\R|\\z)", " (" + hint + ")"));
    }

    private static String of(String trace) {
        if (PACKAGE.matcher(trace).find()) {
            return NO_PACKAGE;
        }
        Matcher global = GLOBAL.matcher(trace);
        return global.find() ? GLOBALS.get(global.group(1)) : null;
    }
}
