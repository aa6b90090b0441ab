package io.polyloop.journal;

import java.sql.Connection;
import java.sql.SQLException;

/** The savepoint before the statements of a unit of work. The name is reserved: no table of a service has it. */
final class UnitSavepoint {
    private static final Query SET = new Query("savepoint polyloop_unit");
    private static final Query RELEASE = new Query("release savepoint polyloop_unit");
    private static final Query ROLL_BACK = new Query("rollback to savepoint polyloop_unit");

    private final Dialect dialect;
    private final Connection connection;
    private boolean open;
    private boolean unused;

    UnitSavepoint(Dialect dialect, Connection connection) {
        this.dialect = dialect;
        this.connection = connection;
    }

    /**
     * Sets it for the next unit, or returns what to send before the first statement of the unit. The one before is
     * released: nested ones would cost more with each unit.
     */
    Query[] set() throws SQLException {
        boolean set = open && unused;
        Query[] statements = set ? new Query[0] : open ? new Query[] {RELEASE, SET} : new Query[] {SET};
        open = true;
        unused = false;
        return dialect.before(connection, statements);
    }

    /** Undoes the statements since {@link #set}. */
    void rollBack() throws SQLException {
        dialect.run(connection, ROLL_BACK);
        unused = true;
    }
}
