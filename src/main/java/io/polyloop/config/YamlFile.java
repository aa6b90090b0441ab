package io.polyloop.config;

import io.vertx.core.json.JsonObject;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** A settings file, or another file of that form: UTF-8, one YAML document, a mapping. Parsing blocks. */
public final class YamlFile {
    private static final int BYTE_ORDER_MARK = 0xfeff;

    private final String name;
    private final List<String> errors;

    /** @param name the prefix of each error */
    public YamlFile(String name, List<String> errors) {
        this.name = name;
        this.errors = errors;
    }

    /** The settings, without invalid keys; empty if the file cannot be parsed. Fractions are texts. */
    public JsonObject read(byte[] bytes) {
        return read(bytes, false);
    }

    /** The same, with fractions as numbers. */
    JsonObject readTyped(byte[] bytes) {
        return read(bytes, true);
    }

    private JsonObject read(byte[] bytes, boolean fractions) {
        try {
            Node root = parser().compose(new StringReader(text(bytes)));
            if (root == null || root.getTag().equals(Tag.NULL)) {
                return new JsonObject();
            }
            if (root instanceof MappingNode mapping) {
                return new YamlToJson(this::reject, fractions).settings(mapping);
            }
            reject(root, "is not a mapping of settings; see conf/polyloop.yaml for the format");
        } catch (CharacterCodingException malformed) {
            errors.add(name + ": is not UTF-8; save the file as UTF-8");
        } catch (MarkedYAMLException malformed) {
            errors.add(name + ": is not valid YAML; line "
                    + (malformed.getProblemMark() == null
                            ? "?"
                            : malformed.getProblemMark().getLine() + 1) + ": "
                    + malformed.getProblem() + hint(malformed.getProblem()));
        } catch (YAMLException malformed) {
            errors.add(name + ": is not valid YAML; " + malformed.getMessage());
        }
        return new JsonObject();
    }

    private static Yaml parser() {
        LoaderOptions options = new LoaderOptions();
        DumperOptions unused = new DumperOptions();
        return new Yaml(
                new SafeConstructor(options), new Representer(unused), unused, options, new YamlScalarResolver());
    }

    private static String text(byte[] bytes) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static String hint(String problem) {
        if (String.valueOf(problem).contains("\\t")) {
            return "; indent with spaces";
        }
        return String.valueOf(problem).contains("another document") ? "; use one document per file" : "";
    }

    private void reject(Node place, String error) {
        errors.add(name + ": line " + (place.getStartMark().getLine() + 1) + ": " + error);
    }
}
