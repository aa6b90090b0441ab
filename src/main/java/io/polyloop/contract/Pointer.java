package io.polyloop.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** JSON pointers (RFC 6901) as text. */
final class Pointer {
    private Pointer() {}

    /** The pointer to a member or an element of what {@code parent} points to. */
    static String child(String parent, String name) {
        return parent + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** What a pointer points to in {@code document}, or null. */
    static Object find(Object document, String pointer) {
        Object found = document;
        if (pointer.isEmpty()) {
            return found;
        }
        for (String segment : pointer.substring(1).split("/", -1)) {
            found = step(found, segment.replace("~1", "/").replace("~0", "~"));
        }
        return found;
    }

    private static Object step(Object from, String name) {
        if (from instanceof JsonObject object) {
            return object.getValue(name);
        }
        boolean isIndex = from instanceof JsonArray && name.matches("\\d{1,6}");
        return isIndex && Integer.parseInt(name) < ((JsonArray) from).size()
                ? ((JsonArray) from).getValue(Integer.parseInt(name))
                : null;
    }
}
