package io.polyloop.journal;

import io.polyloop.topic.Append;
import io.polyloop.topic.ProblemException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What one transaction stores.
 *
 * @param appends get their sequence numbers before the messages of the units
 * @param refused units that are refused already, with the reason
 */
record Batch(List<Append> appends, List<Unit> units, Map<Unit, ProblemException> refused, Isolation isolation) {
    /** What keeps the units apart. */
    enum Isolation {
        /** Nothing: if one fails, the others are written again. */
        NONE,
        /** A savepoint before each: one that fails takes nothing of the others with it. */
        SAVEPOINTS,
        /** The same, and deferred constraints are checked after each, because one has violated them at the COMMIT. */
        CHECKS
    }

    /** Bounds the time that a cancellation takes from others. */
    private static final int MAX_ALIKE = 100;

    private static final Pattern RETURNING = Pattern.compile("returning", Pattern.CASE_INSENSITIVE);

    Batch(List<Append> appends, List<Unit> units) {
        this(appends, units, Map.of(), Isolation.NONE);
    }

    static Batch of(List<Append> appends) {
        return new Batch(appends, List.of());
    }

    /** The contexts of the sampled spans that the appends and units come from. */
    List<String> contexts() {
        return Stream.concat(appends.stream(), units.stream().flatMap(unit -> unit.appends().stream()))
                .map(Append::trace)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** The number of appends and units. */
    int size() {
        return appends.size() + units.size();
    }

    /** The same batch, which stores nothing of this unit. */
    Batch without(Unit unit, ProblemException reason) {
        Map<Unit, ProblemException> more = new IdentityHashMap<>(refused);
        more.put(unit, reason);
        return new Batch(appends, units, more, isolation);
    }

    /** The same batch with this isolation, or a stricter one that it has already. */
    Batch with(Isolation stricter) {
        return stricter.compareTo(isolation) <= 0 ? this : new Batch(appends, units, refused, stricter);
    }

    Optional<ProblemException> refusal(Unit unit) {
        return Optional.ofNullable(refused.get(unit));
    }

    /** The units from {@code first} on that can run together: one, or those with one statement each of the same text. */
    List<Unit> alike(int first) {
        int end = first + 1;
        int most = Math.min(units.size(), first + MAX_ALIKE);
        while (end < most && isAlike(units.get(first), units.get(end))) {
            end++;
        }
        boolean together = end > first + 1 && !returnsRows(units.get(first));
        return units.subList(first, together ? end : first + 1);
    }

    private boolean isAlike(Unit one, Unit other) {
        return isolation == Isolation.NONE
                && isSimple(one)
                && isSimple(other)
                && one.statements()
                        .get(0)
                        .sql()
                        .equals(other.statements().get(0).sql());
    }

    /** The driver of PostgreSQL does not count the rows that statements return together. */
    private static boolean returnsRows(Unit unit) {
        return RETURNING.matcher(unit.statements().get(0).sql()).find();
    }

    /** Without a key: a repeat runs no statement. */
    private boolean isSimple(Unit unit) {
        return unit.statements().size() == 1 && !unit.isKeyed() && !refused.containsKey(unit);
    }
}
