package io.polyloop.conformance;

import static java.time.ZoneOffset.UTC;
import static java.time.ZonedDateTime.now;
import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.polyloop.topic.Problem;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The judge is judged first: it has to see what the contract does not allow. */
class HttpCheckTest {
    private static final String TOPICS = "{\"topics\":[]}";
    private static final String BUSY = "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":503,\"detail\":\"d\","
                    .formatted(Problem.JOURNAL_BUSY.title())
            + "\"code\":\"journal_busy\",\"requestId\":\"r\"}";

    private final HttpCheck contract = new HttpCheck();

    @Test
    void an_answer_as_described_passes() {
        assertDoesNotThrow(() -> contract.check("topics", answer(200, "application/json", TOPICS)));
    }

    @Test
    void a_field_that_is_not_described_fails() {
        String more = TOPICS.replace("}", ",\"more\":1}");

        assertThrows(AssertionError.class, () -> contract.check("topics", answer(200, "application/json", more)));
    }

    @Test
    void another_media_type_fails() {
        assertThrows(AssertionError.class, () -> contract.check("topics", answer(200, "text/plain", TOPICS)));
    }

    @Test
    void a_status_that_is_not_described_has_to_be_a_problem() {
        assertThrows(AssertionError.class, () -> contract.check("topics", answer(202, "application/json", TOPICS)));
    }

    @Test
    void a_missing_header_fails() {
        RawResponse busy = answer(503, "application/problem+json", BUSY);
        assertThrows(AssertionError.class, () -> contract.refused(Problem.JOURNAL_BUSY, "append", busy));

        busy.headers().put("retry-after", List.of("1"));
        assertDoesNotThrow(() -> contract.refused(Problem.JOURNAL_BUSY, "append", busy));
    }

    @Test
    void an_answer_without_a_date_or_with_a_wrong_one_fails() {
        RawResponse answer = answer(200, "application/json", TOPICS);
        answer.headers().put("date", List.of("Mon, 23 Nov 2015 08:00:00 GMT"));
        assertThrows(AssertionError.class, () -> contract.check("topics", answer));
        answer.headers().remove("date");
        assertThrows(AssertionError.class, () -> contract.check("topics", answer));
    }

    @Test
    void a_code_of_another_status_fails() {
        RawResponse answer = answer(400, "application/problem+json", BUSY.replace("503", "400"));

        assertThrows(AssertionError.class, () -> contract.check("append", answer));
    }

    private static RawResponse answer(int status, String type, String body) {
        Map<String, List<String>> headers = new HashMap<>(
                Map.of("content-type", List.of(type), "date", List.of(RFC_1123_DATE_TIME.format(now(UTC)))));
        return new RawResponse(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }
}
