package io.polyloop.journal;

import io.polyloop.topic.Append;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells which units of a batch are repeats, before their statements run. Other nodes can store a key meanwhile: it is
 * looked up again while the topics are locked.
 */
final class UnitKeys {
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

    /**
     * Whether the messages of the unit are stored already. Fails with {@link Problem#IDEMPOTENCY_CONFLICT} if only some
     * are, or with another body.
     */
    boolean isRepeat(Unit unit) {
        long known = unit.appends().stream().filter(this::isKnown).count();
        if (known != 0 && known != unit.appends().size()) {
            throw conflict("only some of the unit's messages are stored under their keys");
        }
        return known != 0;
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
        String known = stored.storedFingerprint(append);
        if (known == null) {
            known = inBatch.get(KeyTable.Key.of(append));
        }
        if (known != null && !known.equals(append.fingerprint())) {
            throw conflict("a key was used with another body; send a new message with a new key");
        }
        return known != null;
    }

    private static ProblemException conflict(String detail) {
        return Problem.IDEMPOTENCY_CONFLICT.because(detail);
    }
}
