package io.polyloop.journal;

import io.polyloop.sql.CommitResult;
import io.polyloop.topic.Append;
import io.polyloop.topic.AppendResult;
import io.polyloop.topic.Appended;
import io.polyloop.topic.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Writes one batch with units of work: the statements of each, then the messages of all, which are numbered. */
final class UnitWriter {
    /**
     * What became of a unit before its messages are numbered.
     *
     * @param unstored why nothing of it is stored; null if it is
     */
    private record Outcome(UnitResult unstored, boolean isRepeat, List<Integer> rows) {
        static Outcome refused(ProblemException reason) {
            return new Outcome(new UnitResult.Refused(reason), false, List.of());
        }

        static Outcome postponed() {
            return new Outcome(new UnitResult.Postponed(), false, List.of());
        }

        boolean isStored() {
            return unstored == null;
        }
    }

    private final JournalDatabase database;
    private final Connection connection;
    private final BatchWriter writer;
    private final Batch batch;
    private final Deadline lastStart;
    private final UnitKeys keys;
    private final UnitRunner runner;
    private final List<Outcome> outcomes = new ArrayList<>();

    UnitWriter(JournalDatabase database, Connection connection, BatchWriter writer, Batch batch, Deadline lastStart) {
        this.database = database;
        this.connection = connection;
        this.writer = writer;
        this.batch = batch;
        this.lastStart = lastStart;
        this.keys = new UnitKeys(database.dialect(), batch);
        this.runner = new UnitRunner(database, connection, batch.isolation());
    }

    /**
     * Begins the transaction and writes all. Fails with {@link EndedByUnitException} if a unit has ended the
     * transaction of the batch.
     */
    Committed write(UUID id, Deadline until) throws SQLException {
        String epoch = database.begin(
                connection, database.lockWait(until), keys.find().stream().toArray(Query[]::new));
        runner.begin();
        while (outcomes.size() < batch.units().size()) {
            List<Unit> alike = batch.alike(outcomes.size());
            if (alike.size() == 1 || hasNoTime(until)) {
                outcomes.add(outcome(alike.get(0), until));
            } else {
                runner.runAlike(alike).forEach(rows -> outcomes.add(new Outcome(null, false, List.of(rows))));
            }
        }
        List<Append> appends = new ArrayList<>(batch.appends());
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i).isStored()) {
                appends.addAll(batch.units().get(i).appends());
            }
        }
        return finish(appends, id, epoch);
    }

    private Committed finish(List<Append> appends, UUID id, String epoch) throws SQLException {
        if (appends.isEmpty()) {
            mark(id);
            return new Committed(epoch, List.of(), results(List.of()), List.of());
        }
        Committed stored = writer.appendLast(appends, id, epoch);
        if (stored.messages().isEmpty()) {
            mark(id);
        }
        int plain = batch.appends().size();
        List<AppendResult> all = stored.results();
        return new Committed(epoch, all.subList(0, plain), results(all.subList(plain, all.size())), stored.messages());
    }

    /** Without a message, by which a commit in doubt is found, a row of its own stands for the batch. */
    private void mark(UUID id) throws SQLException {
        if (outcomes.stream().anyMatch(outcome -> !outcome.rows().isEmpty())) {
            writer.mark(id);
        }
    }

    private Outcome outcome(Unit unit, Deadline until) throws SQLException {
        if (batch.refusal(unit).isPresent()) {
            return Outcome.refused(batch.refusal(unit).get());
        }
        if (hasNoTime(until)) {
            return Outcome.postponed();
        }
        try {
            boolean repeat = keys.isRepeat(unit);
            List<Integer> rows = repeat ? List.of() : runner.run(unit);
            keys.add(unit);
            return new Outcome(null, repeat, rows);
        } catch (ProblemException refusal) {
            return Outcome.refused(refusal);
        }
    }

    private boolean hasNoTime(Deadline until) {
        return until.hasPassed() || (lastStart.hasPassed() && !outcomes.isEmpty());
    }

    private List<UnitResult> results(List<AppendResult> appended) throws SQLException {
        List<UnitResult> results = new ArrayList<>(outcomes.size());
        int next = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            Outcome outcome = outcomes.get(i);
            int count = outcome.isStored() ? batch.units().get(i).appends().size() : 0;
            results.add(result(outcome, appended.subList(next, next + count)));
            next += count;
        }
        return results;
    }

    private static UnitResult result(Outcome outcome, List<AppendResult> appended) throws SQLException {
        if (!outcome.isStored()) {
            return outcome.unstored();
        }
        List<Appended> positions = new ArrayList<>(appended.size());
        for (AppendResult result : appended) {
            if (!(result instanceof Appended position) || position.repeated() != outcome.isRepeat()) {
                // Another node stored, or trimmed, the key after it was looked up. The next attempt finds that.
                throw new SQLTransactionRollbackException(
                        "an idempotency key changed meanwhile", SqlFault.SERIALIZATION);
            }
            positions.add(position);
        }
        return new UnitResult.Done(new CommitResult(outcome.rows(), positions));
    }
}
