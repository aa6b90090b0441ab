package io.polyloop.journal;

import io.polyloop.topic.Append;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells which units of a batch are repeats, before their statements run. Other nodes can store a key meanwhile: it is
 * looked up again while the topics are locked.
 */
final class UnitKeys {
    /** What the keys say about a unit. */
    enum State {
        NEW,
        REPEAT
    }

    private final KeyTable stored;
    private final boolean empty;
    private final Map<KeyTable.Key, String> inBatch = new HashMap<>();

    UnitKeys(Dialect dialect, Batch batch) {
        List<Append> keyed = batch.units().stream()
                .filter(Unit::isKeyed)
                .flatMap(unit -> unit.appends().stream())
                .toList();
        stored = new KeyTable(dialect, keyed);
        empty = keyed.isEmpty();
        batch.appends().forEach(this::add);
    }

    /** The look-up of the stored keys; empty without keys. */
    Optional<Query> find() {
        return empty ? Optional.empty() : Optional.of(stored.find());
    }

    /** Fails with {@link Problem#IDEMPOTENCY_CONFLICT} unless all messages of the unit are stored, or none is. */
    State check(Unit unit) {
        long known = unit.appends().stream().filter(this::isKnown).count();
        if (known != 0 && known != unit.appends().size()) {
            throw conflict("only some of the unit's messages are stored under their keys");
        }
        return known == 0 ? State.NEW : State.REPEAT;
    }

    /** Adds the keys of a unit that this batch stores. */
    void add(Unit unit) {
        unit.appends().forEach(this::add);
    }

    private void add(Append append) {
        if (append.key() != null) {
            inBatch.putIfAbsent(KeyTable.Key.of(append), append.fingerprint());
        }
    }

    private boolean isKnown(Append append) {
        if (append.key() == null) {
            return false;
        }
        List<String> known = Stream.of(
                        Optional.ofNullable(stored.storedFingerprint(append)),
                        Optional.ofNullable(inBatch.get(KeyTable.Key.of(append))))
                .flatMap(Optional::stream)
                .toList();
        if (!known.isEmpty() && !known.get(0).equals(append.fingerprint())) {
            throw conflict("a key was used with another body; send a new message with a new key");
        }
        return !known.isEmpty();
    }

    private static ProblemException conflict(String detail) {
        return Problem.IDEMPOTENCY_CONFLICT.because(detail);
    }
}
