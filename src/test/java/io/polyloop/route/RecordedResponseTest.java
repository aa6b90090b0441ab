package io.polyloop.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.fixture.engine.Recorded;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers of routes, as verticles of released versions send them. */
class RecordedResponseTest {
    static List<Recorded> response() {
        return Recorded.all("response");
    }

    @ParameterizedTest
    @MethodSource("response")
    void a_recorded_response_is_read_with_an_unknown_field_and_sent_as_before(Recorded recorded) {
        Response response = Response.parse(recorded.withUnknownField());
        assertEquals(201, response.status());
        recorded.assertReadableBySender(Response.of(201, recorded.message().getJsonObject("body"))
                .header("location", "/orders/1")
                .toJson());
    }
}
