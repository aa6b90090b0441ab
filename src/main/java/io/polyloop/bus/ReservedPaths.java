package io.polyloop.bus;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The closed list of paths that the service keeps for itself; every other one is free for routes of yours. A path is
 * its segments, where one that begins with a colon or a brace is a parameter.
 */
public final class ReservedPaths {
    /** The first segment under {@code /api/v1}. {@code groups} and {@code streams} are kept for later versions. */
    public static final Set<String> API = Set.of("groups", "live", "session", "streams", "tickets", "topics");
    /** The contracts, and where RFC 9728 has the metadata of authentication. */
    public static final Set<List<String>> DOCUMENTS = Set.of(
            List.of("openapi.yaml"), List.of("asyncapi.yaml"), List.of(".well-known", "oauth-protected-resource"));
    /** The management port's: the same name here would be taken for them. */
    public static final Set<String> PROBES = Set.of("livez", "readyz", "startupz", "metrics");

    private static final String VERSION = "v1";

    private ReservedPaths() {}

    /** Why a route cannot have this path, with what to do; null if it can. */
    public static String refusal(List<String> segments) {
        String first = segments.get(0);
        if (PROBES.contains(first)) {
            return "it is a probe's; choose another name";
        }
        if (DOCUMENTS.contains(segments)) {
            return "it is a document of the service; choose another name";
        }
        return first.equals("api") ? api(segments) : null;
    }

    private static String api(List<String> segments) {
        if (segments.size() == 1 || isParameter(segments.get(1))) {
            return "/api is the service's own; begin with /api/v1 and a name, as in /api/v1/orders";
        }
        if (!segments.get(1).equals(VERSION)) {
            return null;
        }
        if (segments.size() == 2 || isParameter(segments.get(2))) {
            return "/api/v1 is the service's own; add a name, as in /api/v1/orders";
        }
        return API.contains(segments.get(2))
                ? "/api/v1/" + segments.get(2) + " is the service's own; choose another name than "
                        + String.join(", ", new TreeSet<>(API))
                : null;
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith(":") || segment.startsWith("{");
    }
}
