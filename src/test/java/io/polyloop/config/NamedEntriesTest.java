package io.polyloop.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the lists of verticles and routes of several files become one. */
class NamedEntriesTest {
    private static final String BASE = "[a, {name: b, instances: 2, config: {x: 1, in: {y: 1, z: 2}}}]";

    @RegisterExtension
    final ConfFolder conf = new ConfFolder();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|a 1 {}, b 2 {\"x\":1,\"in\":{\"y\":1,\"z\":2}}",
                "[c]|a 1 {}, b 2 {\"x\":1,\"in\":{\"y\":1,\"z\":2}}, c 1 {}",
                "[a]|a 1 {}, b 2 {\"x\":1,\"in\":{\"y\":1,\"z\":2}}",
                "[{name: a, instances: 3}]|a 3 {}, b 2 {\"x\":1,\"in\":{\"y\":1,\"z\":2}}",
                "[{name: b, config: {x: 9, in: {y: 8}}}]|a 1 {}, b 2 {\"x\":9,\"in\":{\"y\":8,\"z\":2}}",
                "[{name: b, config: own}]|a 1 {}, b 2 {\"k\":1}",
                "[{name: a, enabled: false}]|b 2 {\"x\":1,\"in\":{\"y\":1,\"z\":2}}",
                "[{name: '*', enabled: false}]|''",
                "[{name: '*', enabled: false}, c, a]|c 1 {}, a 1 {}",
                "[c, {name: '*', enabled: false}]|c 1 {}",
                "[a, {name: a, instances: 4}]|a 1 {}, b 2 {\"x\":1,\"in\":{\"y\":1,\"z\":2}}, a 4 {}"
            })
    void entries_of_a_later_file_add_change_and_switch_off(String later, String expected) {
        conf.write("polyloop.yaml", "verticles: " + BASE);
        String own = "own: {k: 1}\n";
        conf.write("app.yaml", own);
        conf.write("local.yaml", later == null ? "verticles:" : "verticles: " + later);
        assertEquals(expected, verticles());
        conf.write("app.yaml", own + (later == null ? "verticles:" : "verticles: " + later));
        conf.write("local.yaml", "");
        assertEquals(expected, verticles());
    }

    @Test
    void local_yaml_changes_the_list_of_app_yaml() {
        conf.write("polyloop.yaml", "verticles: [a]");
        conf.write("app.yaml", "verticles: [{name: a, enabled: false}, {name: b, enabled: false, instances: 2}]");
        conf.write("local.yaml", "verticles: [{name: a, enabled: true}, {name: b, enabled: true}]");
        assertEquals("a 1 {}, b 2 {}", verticles());
    }

    @Test
    void an_entry_changes_all_of_its_name_and_several_change_one_each() {
        conf.write("polyloop.yaml", "verticles: [{name: a, config: {n: 1}}, {name: a, config: {n: 2}}]");
        conf.write("local.yaml", "verticles: [{name: a, config: {m: 3}}]");
        assertEquals("a 1 {\"n\":1,\"m\":3}, a 1 {\"n\":2,\"m\":3}", verticles());
        conf.write("local.yaml", "verticles: [a, {name: a, enabled: false}, {name: a, config: {n: 3}}]");
        assertEquals("a 1 {\"n\":1}, a 1 {\"n\":3}", verticles());
        conf.write("local.yaml", "verticles: [{name: a, enabled: false}]");
        assertEquals("", verticles());
    }

    @Test
    void polyloop_yaml_and_overrides_replace_the_list() {
        conf.write("polyloop.yaml", "verticles: [a]\nhttp: {routes: [r.A]}");
        conf.write("app.yaml", "verticles: [b]\nhttp: {routes: [r.B]}");
        assertEquals("a 1 {}, b 1 {}", verticles());
        assertEquals(List.of("r.A", "r.B"), conf.load(Map.of()).http().routes());
        Settings settings = conf.load(Map.of("verticles", JsonArray.of("c"), "http.routes", "r.C"));
        assertEquals("c", settings.verticles().get(0).name());
        assertEquals(1, settings.verticles().size());
        assertEquals(List.of("r.C"), settings.http().routes());
    }

    @Test
    void enabled_applies_in_every_file() {
        conf.write(
                "polyloop.yaml",
                "verticles: [a, {name: b, enabled: false}]\nhttp: {routes: [{name: r.A, enabled: false}]}");
        assertEquals("a 1 {}", verticles());
        assertEquals(List.of(), conf.load(Map.of()).http().routes());
    }

    @Test
    void routes_are_merged_by_name() {
        conf.write("polyloop.yaml", "http: {routes: [r.A, r.B]}");
        conf.write("local.yaml", "http: {routes: [r.C, {name: r.A, enabled: false}]}");
        assertEquals(List.of("r.B", "r.C"), conf.load(Map.of()).http().routes());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "verticles: {name: a}|conf/local.yaml: verticles.name: unknown setting; verticles takes a value",
                "verticles: []|conf/local.yaml: verticles: is empty, which changes nothing; to drop all entries of earlier"
                        + " files, write [{name: '*', enabled: false}]",
                "verticles: a|conf/local.yaml: verticles: expected a list; write each entry on a line after -",
                "verticles: ['*']|conf/local.yaml: verticles: write {name: '*', enabled: false} to drop all entries",
                "verticles: [{name: '*', instances: 2}]|conf/local.yaml: verticles: write {name: '*', enabled: false}",
                "verticles: [{name: 'text:alrt', enabled: false}]|conf/local.yaml: verticles: text:alrt is not in the"
                        + " list and cannot be switched off; did you mean text:alert?",
                "verticles: [{name: nothing.like.it, enabled: false}]|conf/local.yaml: verticles: nothing.like.it is not"
                        + " in the list and cannot be switched off; remove the entry",
                "verticles: [{instances: 2}]|verticles: {\"instances\":2} has no name; expected a name, or {name,",
                "verticles: [{name: a, enabled: 1}]|verticles: a: enabled must be true or false",
                "verticles: [{name: a, enabled: false, instances: 0}]|verticles: a: instances must be from 1 to 1000",
                "verticles: [{name: a, config: ons}]|verticles: a: config: there is no section ons; did you mean own?",
                "verticles: [{name: a, config: other}]|verticles: a: config: there is no section other; add it to app.yaml,"
                        + " which has [own]",
                "http: {routes: [{name: r.A, config: {}}]}|http.routes: {\"name\":\"r.A\",\"config\":{}} is invalid;"
                        + " expected the name of a class, or {name, enabled: false}",
                "http: {routes: [1]}|http.routes: 1 is invalid; expected the name of a class",
                "http: {routes: [{name: r.A, enabled: 'no'}]}|http.routes: {\"name\":\"r.A\",\"enabled\":\"no\"} is invalid"
            })
    void an_invalid_entry_is_an_error(String local, String error) {
        conf.write("polyloop.yaml", "verticles: [a, 'text:alert']");
        conf.write("app.yaml", "own: {k: 1}");
        // A project has sections in its packaged file, too.
        Set<String> sections = conf.load(Map.of()).app().sections().keySet();
        conf.write("local.yaml", local);
        List<String> errors = conf.errors();
        assertEquals(1, errors.size(), errors::toString);
        assertTrue(errors.get(0).startsWith(error.replace("[own]", sections.toString())), errors::toString);
    }

    @Test
    void app_yaml_can_switch_off_what_this_build_does_not_have() {
        conf.write("polyloop.yaml", "verticles: [a]");
        conf.write("app.yaml", "verticles: [{name: 'text:other', enabled: false}]");
        assertEquals("a 1 {}", verticles());
    }

    private String verticles() {
        return String.join(
                ", ",
                conf.load(Map.of()).verticles().stream()
                        .map(verticle -> verticle.name() + " " + verticle.instances() + " " + verticle.config())
                        .toList());
    }
}
