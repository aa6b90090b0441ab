package io.polyloop.k8s;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes of rendered manifests, each at the first place where it fits. */
final class Breakage {
    private Breakage() {}

    static UnaryOperator<String> replace(String text, String by) {
        return first("(?m)" + Pattern.quote(text), Matcher.quoteReplacement(by));
    }

    /** Adds lines below this one, with its indentation. */
    static UnaryOperator<String> insert(String below, String... lines) {
        String added = String.join("\n$1", lines);
        return first("(?m)^( *)" + Pattern.quote(below) + "$", "$0\n$1" + added);
    }

    /** Removes a field with all that it has. */
    static UnaryOperator<String> remove(String field) {
        return first("(?m)^( *)" + Pattern.quote(field) + ":.*\n(?:\\1(?:  |- ).*\n)*", "");
    }

    static UnaryOperator<String> removeObject(String kind) {
        return first("(?m)^---\n(?:(?!---).*\n)*kind: " + kind + "\n(?:(?!---).*\n)*", "");
    }

    static UnaryOperator<String> add(String... lines) {
        return yaml -> yaml + "---\n" + String.join("\n", lines) + "\n";
    }

    private static UnaryOperator<String> first(String pattern, String replacement) {
        return yaml -> Pattern.compile(pattern).matcher(yaml).replaceFirst(replacement);
    }
}
