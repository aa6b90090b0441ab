package io.polyloop.journal;

import io.polyloop.auth.Identity;
import io.polyloop.auth.Revocation;
import io.polyloop.auth.Secret;
import io.polyloop.auth.StoredCredential;
import io.polyloop.auth.StoredCredential.Kind;
import io.polyloop.auth.UserJson;
import io.polyloop.topic.Problem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The sessions and tickets in the database. Blocks: for worker threads only. */
final class CredentialTable {
    /** Sessions of one subject; the one that expires first ends for another. */
    static final int SESSIONS = 100;
    /** Unused tickets of one subject: it takes a thousand subjects to reach the limit of all, {@link TicketLimit#MAX}. */
    static final int TICKETS = 100;

    private static final String ADD = "insert into polyloop_credentials"
            + " (hash, kind, owner, epoch, identity, topics, expires_at) values (?, ?, ?, ?, ?, ?, ?)"
            + " on conflict (hash) do nothing";
    private static final String COUNT =
            "select count(*) from polyloop_credentials where owner = ? and kind = ? and expires_at > ?";
    private static final String COLUMNS = "identity, topics, expires_at, epoch";
    private static final String FIND =
            "select " + COLUMNS + " from polyloop_credentials where hash = ? and kind = 'session'";
    private static final String HAS_TICKET =
            "select " + COLUMNS + " from polyloop_credentials where hash = ? and kind = 'ticket'";
    private static final String TAKE =
            "delete from polyloop_credentials where hash = ? and kind = 'ticket' returning " + COLUMNS;
    private static final String END =
            "delete from polyloop_credentials where hash = ? and kind = 'session' returning hash, expires_at";
    private static final String END_FIRST = "delete from polyloop_credentials where hash in"
            + " (select hash from polyloop_credentials where owner = ? and kind = 'session' and expires_at > ?"
            + " order by expires_at, hash limit ?) returning hash, expires_at";

    private final JournalDatabase database;
    private final Clock clock;
    private final TicketLimit tickets;

    CredentialTable(JournalDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.tickets = new TicketLimit(clock);
    }

    /** Stores a session or ticket; returns the revocations of the sessions that ended for it. */
    List<Revocation> save(StoredCredential credential) throws SQLException {
        String owner = owner(credential);
        return database.write((connection, epoch) -> {
            long others = count(connection, owner, credential.kind());
            if (credential.kind() == Kind.TICKET) {
                refuseTooManyTickets(connection, others);
            }
            List<Revocation> ended = credential.kind() == Kind.SESSION && others >= SESSIONS
                    ? end(connection, END_FIRST, owner, clock.millis(), others - SESSIONS + 1)
                    : List.of();
            add(connection, credential, owner, epoch);
            return ended;
        });
    }

    /** The session with this hash, unless it has ended or expired. */
    Optional<StoredCredential> session(String hash) throws SQLException {
        return database.query((connection, epoch) -> first(connection, FIND, Kind.SESSION, hash, epoch));
    }

    /** Whether there is such a ticket, unless it has expired; another caller can take it meanwhile. */
    boolean hasTicket(String hash) throws SQLException {
        return database.query((connection, epoch) ->
                first(connection, HAS_TICKET, Kind.TICKET, hash, epoch).isPresent());
    }

    /** Takes a ticket: the deletion locks its row, so of several callers one gets it. */
    Optional<StoredCredential> takeTicket(String hash) throws SQLException {
        return database.write((connection, epoch) -> first(connection, TAKE, Kind.TICKET, hash, epoch));
    }

    /** Ends a session; returns its revocation, none if it had ended. */
    List<Revocation> endSession(String hash) throws SQLException {
        return database.write((connection, epoch) -> end(connection, END, hash));
    }

    private void refuseTooManyTickets(Connection connection, long others) throws SQLException {
        if (others >= TICKETS) {
            throw Problem.RATE_LIMITED.because(
                    "the subject has " + TICKETS + " unused tickets; use them, or wait until they expire");
        }
        tickets.add(connection);
    }

    private static void add(Connection connection, StoredCredential credential, String owner, String epoch)
            throws SQLException {
        new Query(
                        ADD,
                        credential.hash(),
                        name(credential.kind()),
                        owner,
                        epoch,
                        UserJson.encode(credential.user()).encode(),
                        new JsonArray(credential.topics()).encode(),
                        StoredTime.of(credential.expiresAt()))
                .run(connection);
    }

    private long count(Connection connection, String owner, Kind kind) throws SQLException {
        long[] count = new long[1];
        new Query(COUNT, row -> count[0] = row.getLong(1), owner, name(kind), clock.millis()).run(connection);
        return count[0];
    }

    private Optional<StoredCredential> first(Connection connection, String sql, Kind kind, String hash, String epoch)
            throws SQLException {
        List<StoredCredential> found = new ArrayList<>(1);
        Query.Row valid = row -> {
            if (row.getLong(3) > clock.millis() && row.getString(4).equals(epoch)) {
                found.add(credential(row, kind, hash));
            }
        };
        new Query(sql, valid, hash).run(connection);
        return found.stream().findFirst();
    }

    private static StoredCredential credential(ResultSet row, Kind kind, String hash) throws SQLException {
        return new StoredCredential(
                kind,
                hash,
                UserJson.decode(new JsonObject(row.getString(1))),
                new JsonArray(row.getString(2)).stream().map(Object::toString).toList(),
                StoredTime.instant(row.getLong(3)));
    }

    /** Deletes sessions and revokes them, so that every node closes their connections. */
    private List<Revocation> end(Connection connection, String sql, Object... parameters) throws SQLException {
        List<Revocation> ended = new ArrayList<>(1);
        Instant now = clock.instant();
        Query.Row revoked = row -> ended.add(new Revocation(
                Revocation.Kind.SESSION, null, row.getString(1), now, StoredTime.instant(row.getLong(2))));
        new Query(sql, revoked, parameters).run(connection);
        for (Revocation revocation : ended) {
            RevocationTable.add(connection, revocation);
        }
        return ended;
    }

    private static String owner(StoredCredential credential) {
        Identity identity = credential.user().identity();
        return Secret.hash(JsonArray.of(identity.issuer(), identity.subject()).encode());
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
