package io.polyloop.journal;

import io.polyloop.auth.Impersonation;
import io.polyloop.config.LimitSettings;
import io.polyloop.config.SqlSettings;
import io.polyloop.sql.UnitOfWork;
import io.polyloop.topic.Append;
import io.polyloop.topic.Payload;
import io.polyloop.topic.Problem;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks units of work before they are queued, and the messages of transactions: sizes, and what a user may. Any thread. */
final class UnitCheck {
    /** The field that names the user of a request for whom a command is. */
    static final String AS = "as";

    private final LimitSettings limits;
    private final SqlSettings sql;
    private final Impersonation impersonation;

    UnitCheck(LimitSettings limits, SqlSettings sql, Impersonation impersonation) {
        this.limits = limits;
        this.sql = sql;
        this.impersonation = impersonation;
    }

    /**
     * The unit as it is committed. Throws a {@link io.polyloop.topic.ProblemException} that refuses it.
     *
     * @param user JSON with the field {@code as}; empty for the service
     */
    Unit check(UnitOfWork unit, Optional<JsonObject> user) {
        checkUser(user);
        if (unit.statements().isEmpty() && unit.appends().isEmpty()) {
            throw Problem.INVALID_PARAMETER.because("the unit of work is empty; give it a statement or a message");
        }
        if (unit.statements().size() > sql.maxStatements()) {
            throw Problem.TOO_LARGE.because("the unit of work has more than sql.max-statements statements");
        }
        unit.statements().forEach(SqlGuard::checkChange);
        checkCount(unit.appends().size());
        List<Append> allowed = new ArrayList<>(unit.appends().size());
        for (Append append : unit.appends()) {
            allowed.add(check(append, user));
        }
        return Unit.of(new UnitOfWork(unit.statements(), allowed));
    }

    /** Throws for a user who is anonymous, or whose credentials have ended: also if there is no message to judge. */
    void checkUser(Optional<JsonObject> user) {
        user.ifPresent(json -> impersonation.check(json.getValue(AS)));
    }

    /** Throws for more messages than one commit may have. */
    void checkCount(int messages) {
        if (messages > limits.batch()) {
            throw Problem.TOO_LARGE.because("the transaction has more than limits.batch messages");
        }
    }

    /** HTTP and WebSocket check this earlier, but verticles reach the journal over the bus. */
    static void checkSize(Append append, LimitSettings limits) {
        for (Payload data : append.data()) {
            if (data.size() > limits.message()) {
                throw Problem.TOO_LARGE.because("the message exceeds limits.message bytes");
            }
        }
    }

    /** The append as it is stored: the keys of users differ from those of the service. Throws as {@link #check}. */
    Append check(Append append, Optional<JsonObject> user) {
        checkSize(append, limits);
        // The presence of the field counts: null is the user of an anonymous request, and not the service.
        return user.isEmpty() ? append : impersonation.judge(append, user.get().getValue(AS));
    }
}
