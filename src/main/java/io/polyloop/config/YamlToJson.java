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

/** Converts a YAML document to JSON. Rejects duplicate keys and ambiguous scalars. */
final class YamlToJson {
    /** Nodes of one file after alias expansion: a few hundred bytes of aliases can expand to billions of nodes. */
    private static final int MAX_NODES = 20_000;

    private static final int MAX_DEPTH = 50;

    private final BiConsumer<Node, String> errors;
    private final boolean fractions;
    private int nodes;

    /** @param fractions whether settings can be fractions; in a list they always can */
    YamlToJson(BiConsumer<Node, String> errors, boolean fractions) {
        this.errors = errors;
        this.fractions = fractions;
    }

    /** Converts settings, where {@code http.port: 1} is the same key as {@code http: {port: 1}}. */
    JsonObject settings(MappingNode root) {
        return mapping(root, new KeyPath("", true, 0), new HashMap<>());
    }

    /** @param isSetting false within lists, whose items have keys of their own, such as a verticle's configuration */
    private record KeyPath(String path, boolean isSetting, int depth) {
        KeyPath key(String key) {
            return new KeyPath(path.isEmpty() ? key : path + "." + key, isSetting, depth + 1);
        }

        KeyPath item(int index) {
            return new KeyPath(path + "[" + index + "]", false, depth + 1);
        }
    }

    private JsonObject mapping(MappingNode mapping, KeyPath keyPath, Map<String, Integer> lines) {
        JsonObject json = new JsonObject();
        for (NodeTuple entry : mapping.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode key) {
                KeyPath child = keyPath.key(key.getValue());
                boolean first = isFirst(key, child, lines);
                // Convert a duplicate too, to report the errors within it.
                Object value = value(entry.getValueNode(), child, lines);
                if (first) {
                    json.put(key.getValue(), value);
                }
            } else {
                errors.accept(entry.getKeyNode(), "a key of " + keyPath.path() + " is not text; use a name");
            }
        }
        return json;
    }

    private boolean isFirst(Node key, KeyPath keyPath, Map<String, Integer> lines) {
        Integer first = lines.putIfAbsent(keyPath.path(), key.getStartMark().getLine() + 1);
        if (first != null) {
            errors.accept(key, keyPath.path() + " appears twice, first in line " + first + "; remove one of them");
        }
        return first == null;
    }

    private Object value(Node node, KeyPath keyPath, Map<String, Integer> lines) {
        if (++nodes > MAX_NODES || keyPath.depth() > MAX_DEPTH) {
            if (nodes <= MAX_NODES + 1) {
                nodes = MAX_NODES + 1;
                errors.accept(node, keyPath.path() + " has too many values or levels; write it without aliases");
            }
            return null;
        }
        if (node instanceof MappingNode mapping) {
            // An alias repeats lines at another path, and the items of a list have their own keys.
            return mapping(mapping, keyPath, keyPath.isSetting() ? lines : new HashMap<>());
        }
        return node instanceof SequenceNode sequence ? sequence(sequence, keyPath) : scalar((ScalarNode) node, keyPath);
    }

    private JsonArray sequence(SequenceNode sequence, KeyPath keyPath) {
        JsonArray json = new JsonArray();
        for (Node item : sequence.getValue()) {
            json.add(value(item, keyPath.item(json.size()), new HashMap<>()));
        }
        return json;
    }

    private Object scalar(ScalarNode scalar, KeyPath keyPath) {
        String text = scalar.getValue();
        String remedy = scalar.getScalarStyle() == ScalarStyle.PLAIN ? remedy(scalar.getTag(), text, keyPath) : null;
        if (remedy != null) {
            errors.accept(scalar, keyPath.path() + ": " + text + " is ambiguous; " + remedy);
        }
        return typed(scalar, text, keyPath);
    }

    private String remedy(Tag tag, String text, KeyPath keyPath) {
        if (tag.equals(Tag.STR)) {
            return YamlScalarResolver.remedyIfAmbiguous(text);
        }
        // The version 1.10 is another one than 1.1.
        boolean padded = fractions && keyPath.isSetting() && tag.equals(Tag.FLOAT) && text.matches(".*\\.\\d+0");
        return padded ? "write it without the 0 at its end, or quote it if it is text" : null;
    }

    private Object typed(ScalarNode scalar, String text, KeyPath keyPath) {
        Tag tag = scalar.getTag();
        try {
            if (tag.equals(Tag.INT)) {
                return integer(new BigInteger(text));
            }
            if (tag.equals(Tag.FLOAT)) {
                // No setting of the engine is a fraction, but a text such as 1.10 can look like one.
                return keyPath.isSetting() && !fractions ? (Object) text : Double.valueOf(text);
            }
        } catch (NumberFormatException tagged) {
            errors.accept(scalar, keyPath.path() + ": " + text + " is not a number");
            return null;
        }
        if (tag.equals(Tag.BOOL)) {
            return Boolean.valueOf(text);
        }
        if (!tag.equals(Tag.STR) && !tag.equals(Tag.NULL)) {
            errors.accept(scalar, keyPath.path() + ": unknown tag " + tag + "; remove the tag");
        }
        return tag.equals(Tag.NULL) ? null : text;
    }

    static Number integer(BigInteger number) {
        if (number.bitLength() < Integer.SIZE) {
            return number.intValue();
        }
        return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
    }
}
