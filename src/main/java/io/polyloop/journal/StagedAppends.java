package io.polyloop.journal;

import io.polyloop.auth.Secret;
import io.polyloop.topic.Append;
import io.polyloop.topic.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The messages that a unit of work or a transaction stores with its rows. */
final class StagedAppends {
    private StagedAppends() {}

    /**
     * The appends with a key each, if one has a key: those without get one that is derived from the first key, so that a
     * repeat finds the positions of all. Fails with {@link Problem#INVALID_PARAMETER} if a key occurs twice.
     */
    static List<Append> keyed(List<Append> appends) {
        Append first = appends.stream()
                .filter(append -> append.key() != null)
                .findFirst()
                .orElse(null);
        if (first == null) {
            return appends;
        }
        List<Append> keyed = new ArrayList<>(appends.size());
        Set<KeyTable.Key> seen = new HashSet<>();
        for (Append append : appends) {
            Append with = append.key() == null ? derived(append, first, keyed.size()) : append;
            if (!seen.add(KeyTable.Key.of(with))) {
                throw Problem.INVALID_PARAMETER.because(
                        "two messages for " + with.topic() + " have the same key; give each a key of its own");
            }
            keyed.add(with);
        }
        return keyed;
    }

    private static Append derived(Append append, Append first, int index) {
        String source = index + "\n" + first.topic() + '\n' + first.key();
        return new Append(append.topic(), append.data(), Secret.hash(source), append.trace());
    }
}
