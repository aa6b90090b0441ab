package io.polyloop.polyglot.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.auth.Identity;
import io.polyloop.auth.User;
import io.polyloop.auth.UserJson;
import io.polyloop.bus.RouteAnnouncement;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the examples of the sections "Users of requests", which do the same in each language. */
class UserExamplesTest {
    @RegisterExtension
    static final PolyglotNode node = new PolyglotNode();

    private static final JsonObject ADA = UserJson.encode(new User(
            new Identity("https://id.example.org/", "ada", null, null, null, null, Instant.MAX, Map.of()),
            new JsonObject()));

    private static Map<String, String> examples;

    static List<VerticleLanguage> languages() throws IOException {
        examples = LanguageExamples.read("Users of requests");
        return VerticleLanguage.all().stream()
                .filter(language -> examples.containsKey(language.name()))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("languages")
    void an_example_does_what_its_document_says(VerticleLanguage language, @TempDir Path dir) throws Exception {
        RouteAnnouncement.local(node.vertx()).clear();
        LanguageExamples.deploy(node, language, examples.get(language.name()), "UsersVerticle", dir);

        assertEquals("ada", node.answer("GET /me", ADA, null));
        JsonObject note = JsonObject.of("by", language.name());
        node.answer("POST /notes", ADA, note);
        assertEquals(
                note, node.data("notes.ada").getValue(node.data("notes.ada").size() - 1));
        assertEquals(
                403,
                node.refusal("http.GET /orders", PolyglotNode.request("GET /orders", ADA, null))
                        .failureCode());
        assertEquals(0, ((JsonObject) node.answer("GET /prices", null, null)).getInteger("head"));
        assertEquals(
                Set.of("/me null", "/notes null", "/orders scope:orders", "/prices anyone"),
                RouteAnnouncement.local(node.vertx()).values().stream()
                        .map(route -> route.shape() + " " + route.allow())
                        .collect(Collectors.toSet()));
    }
}
