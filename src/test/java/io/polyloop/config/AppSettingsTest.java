package io.polyloop.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sections of {@code conf/app.yaml}: what declares, overrides and refuses their keys. */
class AppSettingsTest {
    private static final String ORDERS =
            """
            orders:
              currency: EUR
              limit: 100
              vat: 0.19
              express: false
              countries: [DE, FR]
              retry: {delay: 5s, times: 3}
              prices: [{of: book, cents: 100}]
            """;

    @RegisterExtension
    final ConfFolder conf = new ConfFolder();

    @AfterEach
    void clear_properties() {
        System.clearProperty("polyloop.orders.limit");
    }

    @Test
    void a_section_has_the_values_of_the_file_with_their_types() {
        conf.write("app.yaml", ORDERS);
        JsonObject expected = new JsonObject(
                """
                {"currency": "EUR", "limit": 100, "vat": 0.19, "express": false, "countries": ["DE", "FR"],
                "retry": {"delay": "5s", "times": 3}, "prices": [{"of": "book", "cents": 100}]}
                """);
        assertEquals(expected, conf.section("orders"));
    }

    @Test
    void a_later_source_overrides_a_key_and_leaves_the_others() {
        conf.write("app.yaml", ORDERS);
        conf.write("local.yaml", "orders: {currency: 7, limit: 1, retry.times: 4, countries: }");
        JsonObject orders = conf.section("orders");
        assertEquals("7", orders.getValue("currency"));
        assertEquals(JsonObject.of("delay", "5s", "times", 4), orders.getValue("retry"));
        assertEquals(new JsonArray(), orders.getValue("countries"));
        System.setProperty("polyloop.orders.limit", "2");
        assertEquals(2, conf.section("orders").getValue("limit"));
        Settings settings = conf.load(Map.of("orders.limit", 3, "orders.vat", 0.07));
        assertEquals(3, settings.app().sections().get("orders").getValue("limit"));
        assertEquals(0.07, settings.app().sections().get("orders").getValue("vat"));
    }

    @Test
    void an_empty_section_exists() {
        conf.write("app.yaml", "orders: {}");
        assertEquals(new JsonObject(), conf.section("orders"));
    }

    @Test
    void settings_of_the_engine_can_be_changed() {
        conf.write("polyloop.yaml", "http: {port: 1001, keep-alive: 60s}");
        conf.write("app.yaml", "http: {port: 1002}");
        assertEquals(1002, conf.load(Map.of()).http().port());
        conf.write("local.yaml", "http: {port: 1003}");
        assertEquals(1003, conf.load(Map.of()).http().port());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "orders: {limt: 1}|conf/local.yaml: orders.limt: unknown setting; did you mean orders.limit?",
                "orders: 1|conf/local.yaml: orders: is a group of settings, not a setting",
                "orders: {limit: {a: 1}}|conf/local.yaml: orders.limit.a: unknown setting; orders.limit takes a value",
                "orders: {limit: many}|conf/local.yaml: orders.limit: expected a number",
                "orders: {limit: }|conf/local.yaml: orders.limit: has no value; set one, or remove the key",
                "orders: {express: 'yes'}|conf/local.yaml: orders.express: expected true or false",
                "orders: {currency: [EUR]}|conf/local.yaml: orders.currency: expected a text",
                "orders: {countries: 1}|conf/local.yaml: orders.countries: expected a list",
                "ordes: {limit: 1}|conf/local.yaml: ordes.limit: unknown setting; did you mean orders.limit?",
                "app: {settings: {orders: a.B}}|conf/local.yaml: app.settings.orders: unknown setting"
            })
    void an_override_that_nothing_declares_or_of_another_type_is_an_error(String local, String error) {
        conf.write("app.yaml", ORDERS);
        conf.write("local.yaml", local);
        assertOneError(error);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http: {prot: 1}|conf/app.yaml: http.prot: unknown setting; did you mean http.port? If not, remove it."
                        + " A section of your own needs another name than http",
                "journal: {mine: 1}|conf/app.yaml: journal.mine: unknown setting; remove it. A section of your own",
                "app: {mine: 1}|conf/app.yaml: app.mine: unknown setting; remove it. A section of your own",
                "currency: EUR|conf/app.yaml: currency: is not in a section; put it into one, such as orders: {currency:",
                "verticle: []|conf/app.yaml: verticle: is not in a section; put it into one, such as orders: {verticle:"
                        + " …}. Or did you mean verticles?",
                "orders: {max items: 1}|conf/app.yaml: orders.max items: a key has letters, digits, - and _",
                "orders: {max-age: 1, max.age: 2}|conf/app.yaml: orders.max.age: POLYLOOP_ORDERS_MAX_AGE in the"
                        + " environment would set orders.max-age as well; rename one of them",
                "http-tls: {cert: x}|conf/app.yaml: http-tls.cert: POLYLOOP_HTTP_TLS_CERT in the environment would set"
                        + " http.tls.cert as well",
                "orders: {a: 1, a.b: 2}|conf/app.yaml: orders.a: is a value and a group of keys; rename one of them",
                "orders: {version: 1.10}|conf/app.yaml: line 1: orders.version: 1.10 is ambiguous; write it without",
                "orders: {key: }|orders.key: has no value; set it in conf/local.yaml, or in the environment as"
                        + " POLYLOOP_ORDERS_KEY",
                "app: {settings: {orders: 1}}|conf/app.yaml: app.settings.orders: expected the full name of a class"
            })
    void a_declaration_that_is_not_possible_is_an_error(String app, String error) {
        conf.write("app.yaml", app);
        assertOneError(error);
    }

    @Test
    void a_key_of_a_section_in_the_file_of_the_engine_is_an_error() {
        conf.write("app.yaml", ORDERS);
        conf.write("polyloop.yaml", "orders: {limit: 1}");
        assertOneError("conf/polyloop.yaml: orders.limit: app.yaml declares it; set it there, or in local.yaml");
    }

    @Test
    void a_secret_of_a_file_is_in_place_of_the_text() {
        Path key = conf.write("key", "s3cret\n");
        conf.write("app.yaml", "pay: {api-key: , api-key-file: ''}");
        conf.write("local.yaml", "pay: {api-key-file: " + key + "}");
        assertEquals(JsonObject.of("api-key", "s3cret", "api-key-file", ""), conf.section("pay"));
    }

    @Test
    void a_secret_is_in_no_text_of_the_settings_and_in_no_error() {
        Path key = conf.write("key", "s3cret");
        conf.write(
                "app.yaml",
                "pay: {api-key: '', api-key-file: '', n: 1}\nverticles: [{name: x, config: pay}, {name: y, config: {k: s3cret}}]");
        String text = conf.load(Map.of("pay.api-key", "s3cret")).toString();
        assertTrue(text.contains("pay"), text);
        assertFalse(text.contains("s3cret"), text);
        List<String> errors =
                conf.errors(Map.of("pay.api-key", "s3cret", "pay.api-key-file", key.toString(), "pay.n", "s3cret"));
        assertEquals(
                List.of(
                        "pay.n: expected a number, the type of its default in app.yaml",
                        "pay.api-key-file: pay.api-key is also set; remove one of them"),
                errors);
        assertEquals(1, conf.errors(Map.of("pay.api-key-file", "/no/such/file")).size());
    }

    @Test
    void errors_of_the_engine_and_of_sections_are_reported_together() {
        conf.write("app.yaml", ORDERS + "app: {settings: {orders: no.such.Settings}}");
        conf.write("local.yaml", "orders: {limit: many}\nlimits: {message: 64}");
        assertEquals(3, conf.errors().size(), () -> conf.errors().toString());
    }

    private void assertOneError(String start) {
        List<String> errors = conf.errors();
        assertEquals(1, errors.size(), errors::toString);
        assertTrue(errors.get(0).startsWith(start), errors::toString);
    }
}
