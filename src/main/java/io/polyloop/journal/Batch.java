package io.polyloop.journal;

import io.polyloop.topic.Append;
import io.polyloop.topic.ProblemException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one transaction stores.
 *
 * @param appends get their sequence numbers before the messages of the units
 * @param refused units that are refused already, with the reason
 * @param checked whether deferred constraints are checked after each unit, because one has violated them at the COMMIT
 */
record Batch(List<Append> appends, List<Unit> units, Map<Unit, ProblemException> refused, boolean checked) {

    Batch(List<Append> appends, List<Unit> units) {
        this(appends, units, Map.of(), false);
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
        return new Batch(appends, units, more, checked);
    }

    /** The same batch, which finds the unit that violates a deferred constraint. */
    Batch withChecks() {
        return new Batch(appends, units, refused, true);
    }

    Optional<ProblemException> refusal(Unit unit) {
        return Optional.ofNullable(refused.get(unit));
    }
}
