package io.polyloop.journal;

import io.polyloop.topic.Appended;
import io.polyloop.topic.ProblemException;

/** What became of one append in a committed batch: acknowledged, or refused without harm to the others. */
record Outcome(Appended appended, ProblemException refusal) {

    static Outcome of(Appended appended) {
        return new Outcome(appended, null);
    }

    Outcome in(String epoch) {
        return appended == null ? this : of(appended.in(epoch));
    }

    static Outcome of(ProblemException refusal) {
        return new Outcome(null, refusal);
    }
}
