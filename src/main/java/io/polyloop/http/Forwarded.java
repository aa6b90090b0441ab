package io.polyloop.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header {@code Forwarded} (RFC 7239): an element for each proxy on the way, the nearest last. */
final class Forwarded {
    // No escapes in quoted strings: no address needs one.
    private static final Pattern PAIR = Pattern.compile(
            "[ \\t]*+(?:([\\w!#$%&'*+.^`|~-]+)=(?:([\\w!#$%&'*+.^`|~-]+)|\"([^\"\\\\]*)\"))?[ \\t]*([;,]|$)");

    private Forwarded() {}

    /** The parameters of each element by name in lower case; no elements if any is malformed. */
    static List<Map<String, String>> elements(List<String> lines) {
        List<Map<String, String>> elements = new ArrayList<>();
        Map<String, String> element = new HashMap<>();
        // Behind the last element too, so that it ends as the others do.
        String text = String.join(",", lines) + ",";
        Matcher pair = PAIR.matcher(text);
        for (int at = 0; at < text.length(); at = pair.end()) {
            if (!pair.region(at, text.length()).lookingAt() || !add(element, pair)) {
                return List.of();
            }
            if (pair.group(4).equals(",") && !element.isEmpty()) {
                elements.add(element);
                element = new HashMap<>();
            }
        }
        return elements;
    }

    /** Adds a parameter, which an element has only once (section 4); an empty one is skipped. */
    private static boolean add(Map<String, String> element, Matcher pair) {
        String name = pair.group(1);
        String value = pair.group(2) == null ? pair.group(3) : pair.group(2);
        return name == null || element.put(name.toLowerCase(Locale.ROOT), value) == null;
    }
}
