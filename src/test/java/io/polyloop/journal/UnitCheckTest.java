package io.polyloop.journal;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.polyloop.auth.AuthServices;
import io.polyloop.auth.Identity;
import io.polyloop.auth.Impersonation;
import io.polyloop.auth.User;
import io.polyloop.auth.UserJson;
import io.polyloop.config.AuthMode;
import io.polyloop.config.AuthSettings;
import io.polyloop.config.LimitSettings;
import io.polyloop.sql.UnitOfWork;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnitCheckTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final UnitOfWork ROWS = UnitOfWork.of().update("delete from orders");

    private final UnitCheck check = new UnitCheck(
            new LimitSettings(100, 10, 1_000, 1_000, 1_000, 1_000, 1, 1, 1, null),
            TestSettings.at("sqlite").sql(),
            new Impersonation(new AuthServices(settings(), null, null, null, null, null), () -> NOW));

    @Test
    void a_unit_without_messages_is_of_the_service_if_it_names_no_user() {
        assertDoesNotThrow(() -> check.check(ROWS, Optional.empty()));
    }

    @Test
    void a_unit_without_messages_of_an_anonymous_or_expired_user_is_refused() {
        assertUnauthenticated(JsonObject.of("as", null));
        Identity expired = new Identity("https://id.example.org/", "ada", null, "t", "s", NOW, NOW, Map.of());
        assertUnauthenticated(JsonObject.of("as", UserJson.encode(new User(expired, new JsonObject()))));
    }

    private void assertUnauthenticated(JsonObject user) {
        ProblemException unit = assertThrows(ProblemException.class, () -> check.check(ROWS, Optional.of(user)));
        assertEquals(Problem.UNAUTHENTICATED, unit.problem());
        // A transaction, before its function runs.
        ProblemException begin = assertThrows(ProblemException.class, () -> check.checkUser(Optional.of(user)));
        assertEquals(Problem.UNAUTHENTICATED, begin.problem());
    }

    private static AuthSettings settings() {
        Duration any = Duration.ofMinutes(1);
        return new AuthSettings(
                AuthMode.TOKEN, List.of(), "", "", List.of(), any, any, any, any, any, any, true, 1 << 20);
    }
}
