package io.polyloop.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.topic.Problem;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which paths there are, and what may be done there. */
@ExtendWith(ContractNode.class)
class RoutesContractIT {
    private final HttpCheck contract = new HttpCheck();
    private final RawHttp http;

    RoutesContractIT(RawHttp http) {
        this.http = http;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nope",
                "/nope.html",
                "/api",
                "/api/v1",
                "/api/v1/nope",
                "/api/v2/topics",
                "/api/v1/topics/t/nope",
                "/api/v1/session",
                "/api/v1/tickets",
                "/.well-known/oauth-protected-resource",
                "/API/v1/topics",
                "/metrics",
                "/livez",
                "/..%2f..%2fetc/passwd",
                "/mypage.html/x",
                "/.git/config"
            })
    void what_is_not_there_is_not_found(String path) {
        contract.refused(Problem.NOT_FOUND, http.get(path));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "PUT,     /api/v1/topics/t/messages,    'DELETE, GET, HEAD, OPTIONS, POST'",
        "PATCH,   /api/v1/topics/t/messages,    'DELETE, GET, HEAD, OPTIONS, POST'",
        "GET,     /api/v1/topics/t,             'DELETE, OPTIONS'",
        "POST,    /api/v1/topics,               'GET, HEAD, OPTIONS'",
        "POST,    /api/v1/topics/t/events,      'GET, OPTIONS'",
        "POST,    /api/v1/live,                 'GET, OPTIONS'",
        "DELETE,  /mypage.html,                 'GET, HEAD, OPTIONS'",
        "POST,    /,                            'GET, HEAD, OPTIONS'",
        "PUT,     /openapi.yaml,                'GET, HEAD, OPTIONS'",
        "TRACE,   /asyncapi.yaml,               'GET, HEAD, OPTIONS'",
        "BREW,    /api/v1/topics,               'GET, HEAD, OPTIONS'"
    })
    void another_method_is_refused_and_those_allowed_are_named(String method, String path, String allowed) {
        byte[] body = Set.of("GET", "TRACE").contains(method) ? null : new byte[0];

        RawResponse answer = http.send(method, path, body, RawHttp.JSON);

        contract.refused(Problem.METHOD_NOT_ALLOWED, answer);
        assertEquals(names(allowed), names(answer.header("Allow")));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/topics,                'GET, HEAD, OPTIONS'",
        "/api/v1/topics/t/messages,     'DELETE, GET, HEAD, OPTIONS, POST'",
        "/api/v1/topics/t/events,       'GET, OPTIONS'",
        "/api/v1/live,                  'GET, OPTIONS'",
        "/openapi.yaml,                 'GET, HEAD, OPTIONS'",
        "/mypage.html,                  'GET, HEAD, OPTIONS'",
        "/,                             'GET, HEAD, OPTIONS'"
    })
    void options_names_the_methods(String path, String allowed) {
        RawResponse answer = http.send("OPTIONS", path, null);

        assertEquals(204, answer.status());
        assertEquals(names(allowed), names(answer.header("Allow")));
        assertEquals(0, answer.body().length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/topics/",
                "//api/v1/topics",
                "/api//v1/topics",
                "/api/v1/./topics",
                "/api/v1/x/../topics",
                "/api/v1/%2e/topics",
                "/api/v1/topics/t/messages/",
                "/api/v1/topics/t/events/",
                "/api/v1/live/",
                "/openapi.yaml/",
                "/mypage.html/",
                "//mypage.html",
                "/nothing.html",
                "/API/v1/topics"
            })
    void a_path_that_is_not_listed_is_not_found_whatever_the_method(String path) {
        for (String method : List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "BREW")) {
            RawResponse answer = http.send(method, path, null);

            assertEquals(404, answer.status(), () -> method + " " + answer);
        }
    }

    private static Set<String> names(String list) {
        return new TreeSet<>(Set.of(list.split(" *, *")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/topics",
                "/api/v1/topics/t/messages?after=0",
                "/",
                "/mypage.html",
                "/openapi.yaml",
                "/asyncapi.yaml"
            })
    void a_head_has_the_headers_of_a_get(String path) {
        RawResponse get = http.get(path);
        RawResponse head = http.send("HEAD", path, null, "Connection: close");

        assertEquals(200, head.status());
        for (String name : Set.of("Content-Type", "ETag", "Cache-Control")) {
            assertEquals(get.header(name), head.header(name), name);
        }
    }
}
