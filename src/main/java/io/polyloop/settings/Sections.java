package io.polyloop.settings;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.LocalMap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The sections of {@code app.yaml}, for the verticles of a node. Settings are fixed while it runs. */
public final class Sections {
    /** The local map of shared data with the sections by name, which a test without a node can fill. */
    public static final String MAP = "settings.sections";

    private final LocalMap<String, JsonObject> sections;

    private Sections(LocalMap<String, JsonObject> sections) {
        this.sections = sections;
    }

    /** The sections of the node of this instance of Vert.x. */
    public static Sections of(Vertx vertx) {
        return new Sections(vertx.sharedData().getLocalMap(MAP));
    }

    /**
     * Reads a section, usually with the constructor of a record. Throws {@link IllegalArgumentException} if there is no
     * such section or a value is invalid; for a class of {@code app.settings}, the start has checked both.
     */
    public <T> T read(String name, Function<Section, T> form) {
        List<String> errors = new ArrayList<>();
        T settings = form.apply(new Section(name, values(name), errors));
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", errors));
        }
        return settings;
    }

    /** A copy of the values of a section, nested as in the file. A secret of a file is in place of its text. */
    public JsonObject values(String name) {
        JsonObject values = sections.get(name);
        if (values == null) {
            throw new IllegalArgumentException(
                    name + " is not a section of app.yaml, which has " + sections.keySet() + "; add it");
        }
        return values;
    }
}
