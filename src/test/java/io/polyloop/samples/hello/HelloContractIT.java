package io.polyloop.samples.hello;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.conformance.ContractNode;
import io.polyloop.conformance.HttpCheck;
import io.polyloop.conformance.RawHttp;
import io.polyloop.conformance.RawResponse;
import io.polyloop.topic.Problem;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The greetings over HTTP. */
@ExtendWith(ContractNode.class)
class HelloContractIT {
    /** A verticle in conf/polyloop.yaml: a script with its language as prefix, or a class with it as prefix. */
    private static final Pattern GREETER = Pattern.compile("name: (?:(\\w+):hello|[\\w.]*\\.(\\w*)HelloVerticle)");

    private final HttpCheck contract = new HttpCheck();
    private final RawHttp http;

    HelloContractIT(RawHttp http) {
        this.http = http;
    }

    static Stream<String> languages() throws IOException {
        return GREETER.matcher(Files.readString(Path.of("conf/polyloop.yaml")))
                .results()
                .map(found -> found.group(1) != null ? found.group(1) : found.group(2))
                .map(language -> language.isEmpty() ? "java" : language.toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void a_language_greets(String language) {
        RawResponse answer = contract.check("hello", http.get("/api/v1/hello/" + language + "?name=Ada"));

        assertEquals(new JsonObject().put("hello", "Ada").put("from", language), answer.json());
    }

    @Test
    void a_name_may_have_any_letters() {
        RawResponse answer = contract.check("hello", http.get("/api/v1/hello/java?name=Zo%C3%AB%20%22%F0%9F%98%80"));

        assertEquals("Zo\u00eb \"\ud83d\ude00", answer.json().getString("hello"));
    }

    @Test
    void without_a_name_there_is_a_greeting_too() {
        assertEquals(
                200, contract.check("hello", http.get("/api/v1/hello/java")).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"klingon", "%20", "J", "caf%C3%A9", "topics"})
    void an_unknown_language_is_not_found(String language) {
        contract.refused(Problem.NOT_FOUND, "hello", http.get("/api/v1/hello/" + language));
    }

    @Test
    void a_head_is_answered_like_a_get() {
        assertEquals(200, http.send("HEAD", "/api/v1/hello/java", null).status());
    }

    @Test
    void a_greeting_is_asked_for_and_nothing_else() {
        RawResponse answer = http.post("/api/v1/hello/java", "{}", RawHttp.JSON);

        contract.refused(Problem.METHOD_NOT_ALLOWED, answer);
        assertEquals("GET, HEAD, OPTIONS", answer.header("Allow"));
    }

    @Test
    void a_greeting_has_one_parameter() {
        contract.refused(Problem.INVALID_PARAMETER, "hello", http.get("/api/v1/hello/java?nam=Ada"));
        contract.refused(Problem.INVALID_PARAMETER, "hello", http.get("/api/v1/hello/java?name=Ada&name=Ada"));
    }
}
