package io.polyloop.polyglot.graal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.polyglot.ScriptExtension;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code index.d.ts} declares what a script really finds, no more and no less. */
class JsApiTest {
    private static final Pattern INTERFACE = Pattern.compile("(?s)export interface (\\w+)[^{]*\\{\n(.*?)\n}");
    // Two spaces: parameters of a member that goes over several lines are further in.
    private static final Pattern MEMBER = Pattern.compile("(?m)^  (?:readonly )?(\\w+)\\??[(:<]");
    private static final Pattern OBJECT = Pattern.compile("(?m)^  readonly (\\w+): ([A-Z]\\w+);");
    private static final List<String> PLAIN = List.of("config");

    @RegisterExtension
    final ScriptExtension scripts = JsScripts.extension();

    @Test
    void the_context_has_the_members_that_are_declared() throws Exception {
        scripts.start("context.bus.consumer('keys', (name) => Object.keys(name ? context[name] : context));");
        Map<String, List<String>> declared = declared();
        assertEquals(declared.get("Context"), keys(null));
        Matcher object = OBJECT.matcher(text("Context"));
        int seen = 0;
        for (; object.find(); seen++) {
            assertEquals(declared.get(object.group(2)), keys(object.group(1)), object.group(1));
        }
        assertEquals(
                declared.get("Context").size() - PLAIN.size() - 2,
                seen,
                "all but config, and the functions commit and fetch");
    }

    @Test
    void a_response_has_the_members_that_are_declared() throws Exception {
        scripts.start("context.bus.consumer('keys', () => Object.keys(context.http.response(200, 1)));");
        assertEquals(declared().get("Response"), keys(null));
    }

    @Test
    void the_declarations_are_packaged_beside_the_scripts() {
        assertTrue(getClass().getResource("/scripts/index.d.ts") != null);
    }

    private List<String> keys(String name) throws Exception {
        return sorted(((JsonArray) scripts.ask("keys", name))
                .stream().map(Object::toString).toList());
    }

    private static Map<String, List<String>> declared() throws IOException {
        Map<String, List<String>> members = new TreeMap<>();
        Matcher type = INTERFACE.matcher(Files.readString(Path.of("src/main/js/index.d.ts")));
        while (type.find()) {
            members.put(
                    type.group(1),
                    sorted(MEMBER.matcher(type.group(2))
                            .results()
                            .map(m -> m.group(1))
                            .toList()));
        }
        return members;
    }

    private static String text(String name) throws IOException {
        return INTERFACE
                .matcher(Files.readString(Path.of("src/main/js/index.d.ts")))
                .results()
                .filter(type -> type.group(1).equals(name))
                .map(type -> type.group(2))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> sorted(List<String> names) {
        return List.copyOf(new TreeSet<>(names));
    }
}
