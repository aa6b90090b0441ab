package io.polyloop.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The nodes of one document as JSON. Each key counts once, and each scalar means what it says. */
final class YamlToJson {
    /** Of one file with its aliases written out: a few hundred bytes of them can stand for billions of nodes. */
    private static final int MAX_NODES = 20_000;

    private static final int MAX_DEPTH = 50;

    private final BiConsumer<Node, String> errors;
    private int nodes;

    YamlToJson(BiConsumer<Node, String> fault) {
        this.errors = fault;
    }

    /** Here {@code http.port: 1} is the same key as {@code http: {port: 1}}. */
    JsonObject settings(MappingNode root) {
        return mapping(root, new KeyPath("", true, 0), new HashMap<>());
    }

    /** Where a value stands: {@code settings} is false within lists, where keys are the verticle's own. */
    private record KeyPath(String path, boolean isSetting, int depth) {
        KeyPath key(String key) {
            return new KeyPath(path.isEmpty() ? key : path + "." + key, isSetting, depth + 1);
        }

        KeyPath item(int index) {
            return new KeyPath(path + "[" + index + "]", false, depth + 1);
        }
    }

    private JsonObject mapping(MappingNode mapping, KeyPath place, Map<String, Integer> lines) {
        JsonObject json = new JsonObject();
        for (NodeTuple entry : mapping.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode key) {
                KeyPath here = place.key(key.getValue());
                boolean isNew = isFirst(key, here, lines);
                // Read in any case, for the faults within.
                Object value = value(entry.getValueNode(), here, lines);
                if (isNew) {
                    json.put(key.getValue(), value);
                }
            } else {
                errors.accept(entry.getKeyNode(), "a key of " + place.path() + " is no text; write a name");
            }
        }
        return json;
    }

    private boolean isFirst(Node key, KeyPath place, Map<String, Integer> lines) {
        Integer first = lines.putIfAbsent(place.path(), key.getStartMark().getLine() + 1);
        if (first != null) {
            errors.accept(key, place.path() + " is given twice, first in line " + first + "; keep one of both");
        }
        return first == null;
    }

    private Object value(Node node, KeyPath place, Map<String, Integer> lines) {
        if (++nodes > MAX_NODES || place.depth() > MAX_DEPTH) {
            if (nodes <= MAX_NODES + 1) {
                nodes = MAX_NODES + 1;
                errors.accept(node, place.path() + " has too many values or levels; write them without aliases");
            }
            return null;
        }
        if (node instanceof MappingNode mapping) {
            // An alias is another place with the same lines, and what a list holds has keys of its own.
            return mapping(mapping, place, place.isSetting() ? lines : new HashMap<>());
        }
        return node instanceof SequenceNode sequence ? sequence(sequence, place) : scalar((ScalarNode) node, place);
    }

    private JsonArray sequence(SequenceNode sequence, KeyPath place) {
        JsonArray json = new JsonArray();
        for (Node item : sequence.getValue()) {
            json.add(value(item, place.item(json.size()), new HashMap<>()));
        }
        return json;
    }

    private Object scalar(ScalarNode scalar, KeyPath place) {
        String text = scalar.getValue();
        String remedy =
                scalar.getScalarStyle() == ScalarStyle.PLAIN && scalar.getTag().equals(Tag.STR)
                        ? YamlScalarResolver.remedyIfAmbiguous(text)
                        : null;
        if (remedy != null) {
            errors.accept(scalar, place.path() + ": " + text + " can be read in two ways; " + remedy);
        }
        return typed(scalar, text, place);
    }

    private Object typed(ScalarNode scalar, String text, KeyPath place) {
        Tag tag = scalar.getTag();
        try {
            if (tag.equals(Tag.INT)) {
                return integer(new BigInteger(text));
            }
            if (tag.equals(Tag.FLOAT)) {
                // No setting is a fraction, but a text such as 1.10 may look like one.
                return place.isSetting() ? (Object) text : Double.valueOf(text);
            }
        } catch (NumberFormatException tagged) {
            errors.accept(scalar, place.path() + ": " + text + " is not a number");
            return null;
        }
        if (tag.equals(Tag.BOOL)) {
            return Boolean.valueOf(text);
        }
        if (!tag.equals(Tag.STR) && !tag.equals(Tag.NULL)) {
            errors.accept(scalar, place.path() + ": the tag " + tag + " is not known; write the value without it");
        }
        return tag.equals(Tag.NULL) ? null : text;
    }

    private static Number integer(BigInteger number) {
        if (number.bitLength() < Integer.SIZE) {
            return number.intValue();
        }
        return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
    }
}
