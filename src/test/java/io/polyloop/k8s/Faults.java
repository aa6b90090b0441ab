package io.polyloop.k8s;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with an object, all of it at once. */
final class Faults {
    private final String object;
    private final List<String> lines = new ArrayList<>();

    /** @param object the file, the kind and the name */
    Faults(String object) {
        this.object = object;
    }

    /** @param path of the field, such as {@code spec.ports[0].name} */
    void add(String path, String what) {
        lines.add(object + ": " + path + " " + what);
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    void require() {
        if (!isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", lines));
        }
    }
}
