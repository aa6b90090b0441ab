package io.polyloop.settings;

import io.polyloop.config.SettingsReader;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/**
 * A section of {@code app.yaml} with the values of all sources. A record with a public constructor that takes a section
 * is the usual form of settings; {@code app.settings} lets the node run it at the start, with the other checks. A class
 * reads only what the file declares.
 *
 * <p>Each method collects an error of a value that is not as expected, and returns a valid placeholder, so that one
 * start reports all errors. Keys are those of the file below the section, such as {@code retry.delay}.
 */
public final class Section {
    private final String name;
    private final SettingsReader reader;

    /**
     * A section, such as for a test.
     *
     * @param values nested, as in the file
     * @param errors gets one entry for each invalid key
     */
    public Section(String name, JsonObject values, List<String> errors) {
        this.name = name;
        this.reader = SettingsReader.ofSection(name, values, errors);
    }

    /** A text; can be empty. */
    public String text(String key) {
        return reader.text(declared(key));
    }

    /**
     * A text that no error shows, or the content of the file that {@code <key>-file} names, without the line break at its
     * end. The file declares both keys.
     */
    public String secret(String key) {
        declared(key + "-file");
        return reader.secret(declared(key));
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String key) {
        return reader.flag(declared(key));
    }

    /** A whole number, within these bounds. */
    public int number(String key, int min, int max) {
        return reader.number(declared(key), min, max);
    }

    /** A number that can be a fraction, within these bounds. */
    public double decimal(String key, double min, double max) {
        return reader.decimal(declared(key), min, max);
    }

    /** A size in bytes; it and its bounds have the form {@code 512B}, {@code 64KiB}, {@code 16MiB} or {@code 1GiB}. */
    public int size(String key, String min, String max) {
        return reader.size(declared(key), min, max);
    }

    /** A duration; it and its bounds have the form {@code 250ms}, {@code 30s}, {@code 5m}, {@code 24h} or {@code 7d}. */
    public Duration duration(String key, String min, String max) {
        return reader.duration(declared(key), min, max);
    }

    /** A constant of an enum: {@code next-day} for {@code NEXT_DAY}, unless its {@code toString} says otherwise. */
    public <E extends Enum<E>> E choice(String key, Class<E> choices) {
        return reader.choice(declared(key), choices);
    }

    /** The texts of a list. */
    public List<String> texts(String key) {
        return reader.texts(declared(key));
    }

    /** The items of a list: texts, numbers, booleans, {@code JsonObject}s and {@code JsonArray}s. */
    public List<Object> items(String key) {
        return reader.items(declared(key));
    }

    /**
     * Adds an error that another check finds, such as one of two keys together. Only the first error of a key is kept.
     *
     * @param reason what is wrong and what to do, without a secret
     */
    public void reject(String key, String reason) {
        reader.reject(name + "." + key, reason);
    }

    private String declared(String key) {
        String full = name + "." + key;
        reader.require(full);
        return full;
    }
}
