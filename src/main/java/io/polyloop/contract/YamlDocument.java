package io.polyloop.contract;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** YAML as JSON: names are text, and so is what looks like a date. */
final class YamlDocument {
    private static final int WIDTH = 120;

    private YamlDocument() {}

    /** Throws {@link org.yaml.snakeyaml.error.YAMLException} with the line for what is malformed. */
    static JsonObject parse(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        DumperOptions none = new DumperOptions();
        Object root = new Yaml(new SafeConstructor(options), new Representer(none), none, options, new WithoutDates())
                .load(yaml);
        return root instanceof Map<?, ?> map ? new JsonObject(named(map)) : new JsonObject();
    }

    static String write(JsonObject document) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(WIDTH);
        // Read from its text: no part of it is shared then, and nothing is written as an alias.
        return new Yaml(options).dump(new JsonObject(document.encode()).getMap());
    }

    private static Map<String, Object> named(Map<?, ?> map) {
        Map<String, Object> named = new LinkedHashMap<>();
        map.forEach((name, value) -> named.put(String.valueOf(name), value(value)));
        return named;
    }

    private static Object value(Object value) {
        if (value instanceof Map<?, ?> map) {
            return named(map);
        }
        return value instanceof List<?> list
                ? list.stream().map(YamlDocument::value).toList()
                : value;
    }

    private static final class WithoutDates extends Resolver {
        @Override
        public void addImplicitResolver(Tag tag, Pattern regexp, String first, int limit) {
            if (!tag.equals(Tag.TIMESTAMP)) {
                super.addImplicitResolver(tag, regexp, first, limit);
            }
        }
    }
}
