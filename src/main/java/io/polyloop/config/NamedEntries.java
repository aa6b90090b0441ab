package io.polyloop.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A list of a settings file whose entries have names, and the entries of a later file that change it. An entry of a name
 * that the list has changes each entry of that name, field by field; {@code config} key by key. If the later file has
 * several entries of a name, the first of them changes the first entry of the list, and so on. All others are added.
 */
final class NamedEntries {
    private static final String NAME = "name";
    private static final String ENABLED = "enabled";
    private static final String CONFIG = "config";
    private static final JsonObject NONE_BEFORE = JsonObject.of(NAME, "*", ENABLED, false);

    private final List<Object> entries;
    private final Consumer<String> errors;

    NamedEntries(JsonArray earlier, Consumer<String> errors) {
        this.entries = new ArrayList<>(earlier.stream().toList());
        this.errors = errors;
    }

    /** @param last whether an entry that switches off what is not in the list is an error */
    JsonArray merge(JsonArray later, boolean last) {
        List<Object> added = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (Object change : later) {
            if ("*".equals(name(change))) {
                dropAll(change);
                continue;
            }
            List<Integer> places = places(change, later, seen.merge(String.valueOf(name(change)), 1, Integer::sum));
            places.forEach(place -> entries.set(place, overlay(object(entries.get(place)), object(change))));
            if (places.isEmpty()) {
                added.add(change);
                checkKnown(change, last);
            }
        }
        return new JsonArray(new ArrayList<>(entries)).addAll(new JsonArray(added));
    }

    private void dropAll(Object change) {
        if (change.equals(NONE_BEFORE)) {
            entries.clear();
        } else {
            errors.accept("write {name: '*', enabled: false} to drop all entries of earlier files");
        }
    }

    /** Where the entries are that the n-th entry of a name changes. */
    private List<Integer> places(Object change, JsonArray later, int nth) {
        String name = name(change);
        List<Integer> all = IntStream.range(0, entries.size())
                .filter(place -> name != null && name.equals(name(entries.get(place))))
                .boxed()
                .toList();
        long same = later.stream()
                .filter(entry -> Objects.equals(name(entry), name))
                .count();
        if (same == 1) {
            return all;
        }
        return nth <= all.size() ? List.of(all.get(nth - 1)) : List.of();
    }

    private void checkKnown(Object change, boolean last) {
        if (last && change instanceof JsonObject entry && entry.size() == 2 && !isEnabled(entry)) {
            List<String> names = entries.stream()
                    .map(NamedEntries::name)
                    .filter(Objects::nonNull)
                    .toList();
            String closest = Suggestion.closest(name(entry), names);
            errors.accept(name(entry) + " is not in the list and cannot be switched off; "
                    + (closest == null ? "remove the entry" : "did you mean " + closest + "?"));
        }
    }

    private static JsonObject overlay(JsonObject entry, JsonObject change) {
        JsonObject changed = entry.copy();
        change.forEach(field -> changed.put(field.getKey(), field.getValue()));
        if (entry.getValue(CONFIG) instanceof JsonObject config
                && change.getValue(CONFIG) instanceof JsonObject later) {
            changed.put(CONFIG, config.copy().mergeIn(later, true));
        }
        return changed;
    }

    /** The name of an entry, which is a name itself or an object; null if it has none. */
    static String name(Object entry) {
        return object(entry).getValue(NAME) instanceof String name ? name : null;
    }

    /** Whether an entry is not switched off. */
    static boolean isEnabled(Object entry) {
        return !Boolean.FALSE.equals(object(entry).getValue(ENABLED));
    }

    private static JsonObject object(Object entry) {
        if (entry instanceof JsonObject object) {
            return object;
        }
        return entry instanceof String name ? JsonObject.of(NAME, name) : new JsonObject();
    }
}
