package io.polyloop.polyglot.groovy;

import io.polyloop.log.LogText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.codehaus.groovy.runtime.FormatHelper;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;

/**
 * The log, for any values: {@code log.info('order', 7, [state: 'new'])}. Each {@code {}} in a first text is replaced by a
 * value after it. Never fails: the line contains a note in place of a value that cannot be shown.
 */
public final class GroovyLog {
    private static final String PLACEHOLDER = "{}";

    private final Logger log;

    GroovyLog(Logger log) {
        this.log = log;
    }

    public void debug(Object... values) {
        log.debug(line(values));
    }

    public void info(Object... values) {
        log.info(line(values));
    }

    public void warn(Object... values) {
        log.warn(line(values));
    }

    public void error(Object... values) {
        log.error(line(values));
    }

    private static String line(Object... values) {
        // Groovy passes a single null as the array.
        List<String> shown = values == null
                ? List.of("null")
                : Arrays.stream(values).map(GroovyLog::format).toList();
        boolean takes = values != null && values.length > 1 && shown.get(0).contains(PLACEHOLDER);
        return LogText.truncate(takes ? filled(shown) : String.join(" ", shown));
    }

    private static String filled(List<String> shown) {
        List<String> rest = shown.subList(1, shown.size());
        return MessageFormatter.arrayFormat(shown.get(0), rest.toArray(), null).getMessage();
    }

    private static String format(Object value) {
        try {
            return value instanceof Throwable thrown ? trace(thrown) : LogText.escapeLine(FormatHelper.toString(value));
        } catch (RuntimeException | StackOverflowError unshowable) {
            return "a value that cannot be shown: " + unshowable.getClass().getSimpleName();
        }
    }

    private static String trace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        // Groovy and the JVM have about ten frames between two frames of a script.
        return trace.toString()
                .lines()
                .filter(line -> !line.startsWith("\t") || line.contains(".groovy:"))
                .map(line ->
                        line.startsWith("\t") ? "    " + LogText.escapeLine(line.strip()) : LogText.escapeLine(line))
                .collect(Collectors.joining("\n"))
                .replaceAll("\n(Caused by|Suppressed)", "\n  $1");
    }
}
