package io.polyloop.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.topic.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(ContractNode.class)
class PagesContractIT {
    private static final String EACH = """
            index,  /
            mypage, /mypage.html
            """;

    private final HttpCheck contract = new HttpCheck();
    private final RawHttp http;

    PagesContractIT(RawHttp http) {
        this.http = http;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = EACH)
    void a_page_is_there(String operation, String path) {
        RawResponse page = contract.check(operation, http.get(path));

        assertEquals(200, page.status());
        assertEquals("bytes", page.header("Accept-Ranges"));
        assertTrue(page.body().length > 0);
    }

    @Test
    void the_contract_is_handed_out_as_it_is_packaged() {
        assertEquals(
                ContractFile.text("openapi.yaml"), http.get("/openapi.yaml").text());
        assertEquals(
                ContractFile.text("asyncapi.yaml"), http.get("/asyncapi.yaml").text());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = EACH)
    void a_page_that_the_client_has_is_not_sent_again(String operation, String path) {
        String etag = http.get(path).header("ETag");

        assertEquals(
                304,
                contract.check(operation, http.get(path, "If-None-Match: " + etag))
                        .status());
        assertEquals(304, http.get(path, "If-None-Match: \"x\", " + etag).status());
        assertEquals(304, http.get(path, "If-None-Match: *").status());
        assertEquals(200, http.get(path, "If-None-Match: \"x\"").status());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = EACH)
    void a_part_of_a_page_is_sent(String operation, String path) {
        RawResponse whole = http.get(path);

        RawResponse part = contract.check(operation, http.get(path, "Range: bytes=1-4"));
        assertEquals(206, part.status());
        assertEquals(whole.text().substring(1, 5), part.text());
        assertEquals("bytes 1-4/" + whole.body().length, part.header("Content-Range"));

        RawResponse end = contract.check(operation, http.get(path, "Range: bytes=-3"));
        assertEquals(whole.text().substring(whole.text().length() - 3), end.text());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = EACH)
    void a_range_after_the_end_is_refused(String operation, String path) {
        RawResponse answer = http.get(path, "Range: bytes=99999999-");

        contract.refused(Problem.RANGE_NOT_SATISFIABLE, operation, answer);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = EACH)
    void a_range_of_an_older_page_gets_the_whole_page(String operation, String path) {
        RawResponse answer = http.get(path, "Range: bytes=0-3", "If-Range: \"older\"");

        assertEquals(200, contract.check(operation, answer).status());
    }
}
