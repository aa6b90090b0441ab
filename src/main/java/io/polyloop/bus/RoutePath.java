package io.polyloop.bus;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The path of a route, such as {@code /orders/:id}. Paths that differ in the names of their parameters only are one
 * address: its {@link #shape()} has <code>{}</code> for each.
 */
public final class RoutePath {
    private static final Pattern FORM = Pattern.compile("(?:/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*|:[A-Za-z_]\\w*)){1,16}");
    private static final int MAX_LENGTH = 200;
    private static final String PARAMETER = "{}";

    private final List<String> segments;
    private final List<String> names;

    private RoutePath(List<String> segments) {
        this.segments = segments.stream()
                .map(segment -> segment.startsWith(":") ? PARAMETER : segment)
                .toList();
        this.names = segments.stream()
                .filter(segment -> segment.startsWith(":"))
                .map(segment -> segment.substring(1))
                .toList();
    }

    /** Throws {@link IllegalArgumentException} with what to do about a path that is malformed or not to be had. */
    public static RoutePath parse(String path) {
        require(
                path != null
                        && path.length() <= MAX_LENGTH
                        && FORM.matcher(path).matches(),
                path,
                "write it as in /orders/:id, with letters, digits, - _ and .");
        List<String> segments = List.of(path.substring(1).split("/"));
        RoutePath parsed = new RoutePath(segments);
        require(parsed.names.stream().distinct().count() == parsed.names.size(), path, "name each parameter once");
        // A page is looked for after every route, so a route such as /:name would take all of them over.
        require(!segments.get(0).startsWith(":"), path, "begin it with a name, not with a parameter");
        require(!segments.get(0).contains("."), path, "it is a page's; leave the dot out of the first segment");
        String refusal = ReservedPaths.refusal(segments);
        require(refusal == null, path, refusal);
        return parsed;
    }

    private static void require(boolean holds, String path, String fix) {
        if (!holds) {
            throw new IllegalArgumentException("the path " + path + " cannot be routed: " + fix);
        }
    }

    /** In the order of shapes, those with a name come before those with a parameter in its place. */
    public String shape() {
        return segments.stream().map(segment -> "/" + segment).collect(Collectors.joining());
    }

    /** The names of the parameters, in their order. */
    public List<String> names() {
        return names;
    }

    /** The values of the parameters, undecoded and in their order, or null if {@code path} is another one. */
    public static List<String> match(String[] shape, String[] path) {
        if (shape.length != path.length) {
            return null;
        }
        List<String> values = new ArrayList<>(2);
        for (int i = 0; i < shape.length; i++) {
            if (shape[i].equals(PARAMETER) && !path[i].isEmpty()) {
                values.add(path[i]);
            } else if (!shape[i].equals(path[i])) {
                return null;
            }
        }
        return values;
    }
}
