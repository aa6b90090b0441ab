package io.polyloop.polyglot.contract;

import static io.polyloop.fixture.TestNode.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the examples of the sections "Tables and commits", which do the same in each language. */
class StockExamplesTest {
    private static final String BOOKINGS = "http.POST /stock/{}/bookings";

    @RegisterExtension
    static final PolyglotNode node = new PolyglotNode();

    private static Map<String, String> examples;

    static List<VerticleLanguage> languages() throws IOException {
        examples = LanguageExamples.read("Tables and commits");
        return VerticleLanguage.all().stream()
                .filter(language -> examples.containsKey(language.name()))
                .toList();
    }

    @BeforeAll
    static void createTable() throws SQLException {
        node.migrate("create table stock (item text primary key, pieces integer not null)");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("languages")
    void bookings_at_the_same_time_book_what_there_is_and_no_more(VerticleLanguage language, @TempDir Path dir)
            throws Exception {
        String item = "tea-" + language;
        node.migrate("insert into stock values ('" + item + "', 11)");
        LanguageExamples.deploy(node, language, examples.get(language.name()), "StockVerticle", dir);

        await(Future.all(Stream.generate(() -> node.vertx().eventBus().request(BOOKINGS, booking(item, 2)))
                .limit(5)
                .toList()));

        assertEquals(404, node.refusal(BOOKINGS, booking(item, 2)).failureCode());
        assertEquals(400, node.refusal(BOOKINGS, booking(item, 0)).failureCode());
        assertEquals(new JsonArray(Collections.nCopies(5, JsonObject.of("booked", 2))), node.data("stock." + item));
    }

    private static JsonObject booking(String item, int pieces) {
        return PolyglotNode.request("POST /stock/{}/bookings", null, JsonObject.of("pieces", pieces))
                .put("params", JsonArray.of(item));
    }
}
