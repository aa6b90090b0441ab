package io.polyloop.auth;

import static io.polyloop.auth.Identities.ISSUER;
import static io.polyloop.auth.Identities.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.polyloop.bus.JournalStub;
import io.polyloop.config.AuthMode;
import io.polyloop.topic.Append;
import io.polyloop.topic.Appended;
import io.polyloop.topic.Journal;
import io.polyloop.topic.Payload;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.topic.TopicName;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImpersonationTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final JsonObject CLAIMS =
            JsonObject.of("sub", "ada", "org", "acme", "roles", JsonArray.of("ops", "dev"), "exp", 1893456060);

    private final Journal journal = new JournalStub() {
        @Override
        public Future<Appended> append(Append append) {
            return Future.succeededFuture();
        }
    };

    private final VerifierStub verifier = new VerifierStub();
    private final Impersonation impersonation = new Impersonation(
            Identities.services(
                    Identities.settings(AuthMode.TOKEN, "", rule("readings.{sub}"), rule("{org}")), verifier),
            () -> NOW);

    private static JsonObject user(Instant expiresAt) {
        Identity identity =
                new Identity(ISSUER, "ada", "acme", "t-1", "s-1", NOW.minusSeconds(60), expiresAt, CLAIMS.getMap());
        return UserJson.encode(new User(identity, CLAIMS));
    }

    private static JsonObject user() {
        return user(NOW.plusSeconds(60));
    }

    private Problem append(String topic, Object user) {
        try {
            Append append = new Append(new TopicName(topic), List.of(Payload.stored("1")), null);
            Future<?> done = impersonation.journal(journal, user).append(append);
            return done.succeeded() ? null : ((ProblemException) done.cause()).problem();
        } catch (ProblemException refused) {
            return refused.problem();
        }
    }

    @Test
    void a_user_is_judged_by_the_rules() {
        assertEquals(null, append("readings.ada", user()));
        assertEquals(Problem.FORBIDDEN, append("readings.bob", user()));
        assertEquals(null, append("acme", user()));
    }

    @Test
    void an_identity_comes_back_as_it_was() {
        for (Instant end : List.of(NOW, Instant.MAX)) {
            // As the bus carries it to another node.
            JsonObject carried = new JsonObject(user(end).toBuffer());
            Identity back = UserJson.identity(carried);
            assertEquals(CLAIMS, new JsonObject(back.claims()));
            assertEquals(
                    new Identity(ISSUER, "ada", "acme", "t-1", "s-1", NOW.minusSeconds(60), end, back.claims()), back);
        }
    }

    @Test
    void a_user_has_the_documented_members() {
        JsonObject user = user();
        assertEquals(
                List.of("ada", ISSUER, "acme", CLAIMS),
                Stream.of("subject", "issuer", "tenant", "claims")
                        .map(user::getValue)
                        .toList());
    }

    @Test
    void an_expired_user_is_unauthenticated() {
        assertEquals(Problem.UNAUTHENTICATED, append("readings.ada", user(NOW)));
    }

    @Test
    void a_user_whose_service_key_was_removed_is_unauthenticated() {
        verifier.removed.add("t-2");
        assertEquals(null, append("readings.ada", user()));
        verifier.removed.add("t-1");
        assertEquals(Problem.UNAUTHENTICATED, append("readings.ada", user()));
    }

    @Test
    void the_user_of_an_anonymous_request_is_unauthenticated() {
        assertEquals(null, UserJson.encode(null));
        assertEquals(Problem.UNAUTHENTICATED, append("readings.ada", null));
    }

    static Stream<Object> malformed() {
        return Stream.of(
                "ada",
                7,
                true,
                JsonArray.of("ada"),
                new JsonObject(),
                user().put("subject", null),
                user().put("subject", 7),
                user().put("issuer", JsonArray.of(ISSUER)),
                user().put("claims", "org"),
                user().put("claims", null),
                user().put("tenant", 1),
                user().put("expiresAt", "tomorrow"),
                user().put("expiresAt", 0),
                without("expiresAt"),
                without("issuer"),
                without("claims"));
    }

    private static JsonObject without(String field) {
        JsonObject user = user();
        user.remove(field);
        return user;
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void anything_else_is_refused(Object user) {
        assertEquals(Problem.INVALID_PARAMETER, append("readings.ada", user));
    }

    @Test
    void without_authentication_nobody_is_judged() {
        for (Object user : new Object[] {null, "ada", user(NOW)}) {
            for (AuthMode mode : List.of(AuthMode.LOOPBACK, AuthMode.NONE)) {
                assertSame(journal, new Impersonation(Identities.services(mode), () -> NOW).journal(journal, user));
            }
            assertSame(journal, Impersonation.none().journal(journal, user));
        }
    }

    @Test
    void the_message_of_a_refusal_quotes_nothing() {
        ProblemException refused = assertThrows(
                ProblemException.class, () -> impersonation.journal(journal, user().put("claims", "s3cret")));
        assertEquals("as must be the user of a request, unchanged", refused.getMessage());
    }
}
