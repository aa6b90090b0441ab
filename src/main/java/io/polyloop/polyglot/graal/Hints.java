package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.ScriptFailure;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hints for failures of code that was written for Node.js or a browser. */
final class Hints {
    private static final Pattern PACKAGE = Pattern.compile("Cannot find module '[^'./][^']*'");
    private static final Pattern GLOBAL = Pattern.compile("ReferenceError: (\\w+) is not defined");
    private static final Map<String, String> GLOBALS = Map.of(
            "setTimeout", "use context.timers.setTimeout",
            "setInterval", "use context.timers.setInterval",
            "clearTimeout", "use context.timers.clear",
            "clearInterval", "use context.timers.clear",
            "fetch", "use context.fetch",
            "require", "scripts are ES modules; use import");

    private static final String NO_PACKAGE =
            "scripts import files only; bundle npm packages, see docs/languages/javascript.md";

    private Hints() {}

    /** What a script threw, with a hint, if there is one, after the first line of its stack trace for the log. */
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
