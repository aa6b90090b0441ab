package io.polyloop.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The appends and units of one commit, with those who wait for it. */
record QueuedBatch(List<Queued.OfAppend> appends, List<Queued.OfUnit> units) {

    Batch contents() {
        return new Batch(
                appends.stream().map(Queued.OfAppend::append).toList(),
                units.stream().map(Queued.OfUnit::unit).toList());
    }

    List<Queued> all() {
        List<Queued> all = new ArrayList<>(appends);
        all.addAll(units);
        return all;
    }

    /** That of the entry that has waited longest. Others may fail with it, but do not wait longer. */
    Deadline deadline() {
        return Stream.concat(appends.stream().limit(1), units.stream().limit(1))
                .map(Queued::deadline)
                .min((one, other) -> Long.signum(one.nanoTime() - other.nanoTime()))
                .orElseThrow();
    }

    /** The units for which the commit had no time. */
    List<Queued.OfUnit> postponed(Committed committed) {
        return IntStream.range(0, committed.units().size())
                .filter(i -> committed.units().get(i) instanceof UnitResult.Postponed)
                .mapToObj(units::get)
                .toList();
    }
}
