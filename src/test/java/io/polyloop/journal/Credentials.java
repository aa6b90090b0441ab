package io.polyloop.journal;

import io.polyloop.auth.Identity;
import io.polyloop.auth.Revocation;
import io.polyloop.auth.StoredCredential;
import io.polyloop.auth.StoredCredential.Kind;
import io.polyloop.auth.User;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Sessions, tickets and revocations for tests. */
final class Credentials {
    static final String ISSUER = "https://id.example.org/";

    private Credentials() {}

    static StoredCredential session(String hash, String subject, Instant end) {
        return new StoredCredential(Kind.SESSION, hash, user(subject), List.of(), end);
    }

    static StoredCredential ticket(String hash, Instant end) {
        return new StoredCredential(Kind.TICKET, hash, user("ada"), List.of("a", "b.c"), end);
    }

    static Revocation subject(String subject, Instant at) {
        return new Revocation(Revocation.Kind.SUBJECT, ISSUER, subject, at, at.plusSeconds(60));
    }

    static Revocation key(String id, Instant at) {
        return new Revocation(Revocation.Kind.KEY, null, id, at, Instant.MAX);
    }

    static Identity identity(String subject) {
        return user(subject).identity();
    }

    /** Whom a development token stands for. */
    static Identity developer(String subject) {
        Instant issued = Instant.ofEpochMilli(1_000);
        return new Identity(Identity.DEVELOPMENT, subject, null, null, null, issued, Instant.MAX, Map.of());
    }

    private static User user(String subject) {
        Instant issued = Instant.ofEpochMilli(1_000);
        Identity identity = new Identity(
                ISSUER, subject, "t", "j", null, issued, Instant.MAX, Map.of("sub", subject, "org", "acme"));
        return new User(identity, JsonObject.of("sub", subject, "org", "acme"));
    }
}
