package io.polyloop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.config.Settings;
import io.polyloop.config.SettingsException;
import io.polyloop.config.SettingsLoader;
import io.polyloop.fixture.TestNode;
import io.polyloop.settings.OrderSettings;
import io.polyloop.settings.Section;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The classes of {@code app.settings}. */
class SectionClassesTest {
    public record Throwing(int limit) {
        public Throwing(Section section) {
            this(section.number("limit", 1, 1_000));
            throw new IllegalStateException("no route to the shop");
        }
    }

    public record NoSection(int limit) {}

    public record PrivateConstructor(int limit) {
        PrivateConstructor(Section section) {
            this(section.number("limit", 1, 1_000));
        }
    }

    public abstract static class Abstract {
        public Abstract(Section section) {}
    }

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path conf;

    @BeforeEach
    void set_conf_directory() {
        System.setProperty("polyloop.conf", conf.toString());
    }

    @AfterEach
    void close() {
        System.clearProperty("polyloop.conf");
        TestNode.await(vertx.close());
    }

    @Test
    void all_faults_of_engine_and_sections_are_in_one_message() throws IOException {
        List<String> errors = errors("orders", OrderSettings.class.getName(), "{currency: Euro, limit: 0}", "x");
        assertEquals(
                List.of(
                        "http.port: \"x\" is invalid; expected a whole number, from 0 to 65535",
                        "orders.limit: \"0\" is invalid; expected a whole number, from 1 to 1000",
                        "orders.retry.delay: is read, but not declared; add it to app.yaml with its default",
                        "orders.api-key-file: is read, but not declared; add it to app.yaml with its default",
                        "orders.api-key: is read, but not declared; add it to app.yaml with its default",
                        "orders.currency: \"Euro\" is not a currency; set one such as EUR"),
                errors);
    }

    @Test
    void a_key_without_a_value_is_reported_once() throws IOException {
        assertEquals(
                List.of("orders.limit: has no value; set it in conf/local.yaml, or in the environment as"
                        + " POLYLOOP_ORDERS_LIMIT"),
                errors("orders", Throwing.class.getName(), "{limit: }", 0));
    }

    @Test
    void a_class_that_throws_is_reported_with_the_place() throws IOException {
        String error =
                errors("orders", Throwing.class.getName(), "{limit: 1}", 0).get(0);
        assertTrue(
                error.matches(
                        "app.settings.orders: \\S+Throwing failed: java.lang.IllegalStateException: no route to the"
                                + " shop \\(SectionClassesTest.java:\\d+\\); fix it, or call Section.reject .*"),
                error);
    }

    @Test
    void a_class_that_throws_on_a_placeholder_leaves_the_error_of_the_value() throws IOException {
        List<String> errors = errors("orders", Throwing.class.getName(), "{limit: 0}", 0);
        assertEquals(List.of("orders.limit: \"0\" is invalid; expected a whole number, from 1 to 1000"), errors);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no.such.Settings",
                "java.lang.String",
                "io.polyloop.SectionClassesTest$NoSection",
                "io.polyloop.SectionClassesTest$PrivateConstructor",
                "io.polyloop.SectionClassesTest$Abstract"
            })
    void a_class_that_cannot_be_created_is_reported(String className) throws IOException {
        List<String> errors = errors("orders", className, "{limit: 1}", 0);
        assertEquals(1, errors.size(), errors::toString);
        assertTrue(
                errors.get(0)
                        .startsWith("app.settings.orders: " + className + " is not a public class with a public"
                                + " constructor (Section): "),
                errors::toString);
    }

    @Test
    void a_class_of_an_unknown_section_is_reported_with_a_suggestion() throws IOException {
        assertEquals(
                List.of("app.settings.ordrs: there is no section ordrs; did you mean orders?"),
                errors("ordrs", OrderSettings.class.getName(), "{limit: 1}", 0));
    }

    private List<String> errors(String section, String className, String values, Object port) throws IOException {
        Files.writeString(
                conf.resolve("app.yaml"),
                "app: {settings: {" + section + ": " + className + "}}\norders: " + values + "\n");
        return assertThrows(SettingsException.class, () -> load(port)).errors();
    }

    private Settings load(Object port) {
        return TestNode.await(new SettingsLoader(vertx, Map.of("http.port", port))
                .checking(SectionClasses::faults)
                .load());
    }
}
