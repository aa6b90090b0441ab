package io.polyloop.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.fixture.engine.Recorded;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Users as released versions send them with a request to a route, and store them with a session or ticket. */
class RecordedUserTest {
    static List<Recorded> user() {
        return Recorded.all("user");
    }

    @ParameterizedTest
    @MethodSource("user")
    void a_recorded_user_is_read_with_an_unknown_field_and_written_as_before(Recorded recorded) {
        User user = UserJson.decode(recorded.withUnknownField());
        assertEquals("ada", user.identity().subject());
        assertEquals("s-1", user.identity().session());
        recorded.assertReadableBySender(UserJson.encode(user));
    }
}
