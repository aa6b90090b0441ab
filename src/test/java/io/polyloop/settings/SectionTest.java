package io.polyloop.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SectionTest {
    enum Delivery {
        SAME_DAY,
        NEXT_DAY
    }

    private final JsonObject values = new JsonObject(
            """
            {"currency": "EUR", "limit": 5, "vat": 0.19, "express": true, "cache": "64KiB", "delivery": "next-day",
            "retry": {"delay": "5s"}, "countries": ["DE", "FR"], "prices": [{"cents": 1}], "key": "", "key-file": ""}
            """);
    private final List<String> errors = new ArrayList<>();
    private final Section section = new Section("orders", values, errors);

    @Test
    void each_reader_returns_its_type() {
        assertEquals("EUR", section.text("currency"));
        assertEquals(5, section.number("limit", 1, 10));
        assertEquals(0.19, section.decimal("vat", 0, 1));
        assertEquals(5.0, section.decimal("limit", 0, 10));
        assertTrue(section.flag("express"));
        assertEquals(65_536, section.size("cache", "1KiB", "1MiB"));
        assertEquals(Duration.ofSeconds(5), section.duration("retry.delay", "1s", "1m"));
        assertEquals(Delivery.NEXT_DAY, section.choice("delivery", Delivery.class));
        assertEquals(List.of("DE", "FR"), section.texts("countries"));
        assertEquals(List.of(JsonObject.of("cents", 1)), section.items("prices"));
        assertEquals("", section.secret("key"));
        assertEquals(List.of(), errors);
    }

    @Test
    void an_invalid_value_is_an_error_with_its_key_and_the_expected_form() {
        assertError(
                read -> read.number("limit", 6, 10), "orders.limit: \"5\" is invalid; expected a whole number, from 6");
        assertError(
                read -> read.number("vat", 0, 1), "orders.vat: \"0.19\" is invalid; expected a whole number, from 0");
        assertError(
                read -> read.decimal("vat", 0.2, 1),
                "orders.vat: \"0.19\" is invalid; expected a number from 0.2 to 1.0");
        assertError(read -> read.decimal("currency", 0, 1), "orders.currency: \"EUR\" is invalid; expected a number");
        assertError(read -> read.flag("limit"), "orders.limit: \"5\" is invalid; expected true or false");
        assertError(
                read -> read.size("limit", "1B", "9B"),
                "orders.limit: \"5\" is invalid; expected a number with a unit");
        assertError(
                read -> read.choice("currency", Delivery.class),
                "orders.currency: \"EUR\" is invalid; expected one of [same-day, next-day]");
        assertError(read -> read.texts("limit"), "orders.limit: \"5\" is invalid; expected a list");
        assertError(read -> read.reject("limit", "is below the limit of an order"), "orders.limit: is below the limit");
    }

    @Test
    void a_key_that_is_not_declared_is_an_error_for_each_reader() {
        String error = "orders.limt: is read, but not declared; did you mean orders.limit? If not, add it to app.yaml";
        assertError(read -> read.text("limt"), error);
        assertError(read -> read.number("limt", 0, 1), error);
        assertError(read -> read.decimal("limt", 0, 1), error);
        assertError(read -> read.flag("limt"), error);
        assertError(read -> read.choice("limt", Delivery.class), error);
        assertError(read -> read.items("limt"), error);
        assertError(
                read -> read.secret("currency"), "orders.currency-file: is read, but not declared; add it to app.yaml");
    }

    @Test
    void a_secret_comes_from_its_file_and_is_in_no_error(@TempDir Path folder) throws IOException {
        values.put(
                "key-file", Files.writeString(folder.resolve("key"), "s3cret\n").toString());
        assertEquals("s3cret", new Section("orders", values, errors).secret("key"));
        values.put("key", JsonArray.of("s3cret"));
        new Section("orders", values, errors).secret("key");
        assertEquals(2, errors.size(), errors::toString);
        assertFalse(errors.toString().contains("s3cret"), errors::toString);
    }

    @Test
    void sections_of_a_node_are_read_with_a_constructor_or_as_json() {
        record Limit(int most) {
            Limit(Section section) {
                this(section.number("limit", 1, 10));
            }
        }
        Vertx vertx = Vertx.vertx();
        try {
            vertx.sharedData().getLocalMap(Sections.MAP).put("orders", values);
            Sections sections = Sections.of(vertx);
            assertEquals(5, sections.read("orders", Limit::new).most());
            sections.values("orders").put("limit", 11);
            assertEquals(values, sections.values("orders"));
            vertx.sharedData()
                    .getLocalMap(Sections.MAP)
                    .put("orders", values.copy().put("limit", 11));
            String invalid = assertThrows(IllegalArgumentException.class, () -> sections.read("orders", Limit::new))
                    .getMessage();
            assertTrue(invalid.startsWith("orders.limit: \"11\" is invalid"), invalid);
            String unknown = assertThrows(IllegalArgumentException.class, () -> sections.values("order"))
                    .getMessage();
            assertEquals("order is not a section of app.yaml, which has [orders]; add it", unknown);
        } finally {
            vertx.close();
        }
    }

    private void assertError(Consumer<Section> read, String start) {
        List<String> found = new ArrayList<>();
        read.accept(new Section("orders", values, found));
        assertEquals(1, found.size(), found::toString);
        assertTrue(found.get(0).startsWith(start), found::toString);
    }
}
